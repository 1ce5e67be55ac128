internal import FoundationEssentials
public import SearchStore

/// Which parts of an inverted index other hosts serve: the file `parts.json` beside the generations. All parts that it does
/// not name lie in the generation.
///
/// ```json
/// [{"part": 2, "host": "10.0.0.7", "port": 7010, "timeoutMilliseconds": 2000}]
/// ```
public struct PartLocations: Sendable, Hashable {
  /// All parts lie in the generation.
  public static let local = PartLocations()
  public static let fileName = "parts.json"
  /// Milliseconds that a server has for an exchange where nothing else is said.
  public static let standardTimeout = 5000

  /// By part, from 1 on.
  public private(set) var servers: [Int: RemotePart] = [:]

  private init() {}

  /// Reads the file of the index in `folder`; without one all parts are local.
  /// - Throws: `StoreError` `.invalidArgument` naming the entry at fault, `.io`.
  public init(index folder: String, files: any FileSystem = SystemFiles()) throws(StoreError) {
    let path = folder + "/" + PartLocations.fileName
    let bytes: [UInt8]
    do throws(StoreError) {
      bytes = try files.readFile(path, limit: 1 << 16)
    } catch {
      if error.code == .notFound { return }
      throw error
    }
    do {
      for (index, entry) in try JSONDecoder().decode([Entry].self, from: Data(bytes)).enumerated() {
        if let fault = entry.fault ?? (servers[entry.part] == nil ? nil : "part \(entry.part) is named twice") {
          throw StoreError(.invalidArgument, "entry \(index + 1): \(fault)", path: path)
        }
        servers[entry.part] = RemotePart(
          host: entry.host, port: UInt16(entry.port),
          timeout: UInt32(entry.timeoutMilliseconds ?? PartLocations.standardTimeout))
      }
    } catch let error as StoreError {
      throw error
    } catch {
      throw StoreError(.invalidArgument, PartLocations.explanation(of: error), path: path)
    }
  }

  private static func explanation(of error: any Error) -> String {
    let form = #"write a list like [{"part": 2, "host": "10.0.0.7", "port": 7010, "timeoutMilliseconds": 2000}]"#
    let context: DecodingError.Context
    let what: String
    switch error as? DecodingError {
    case .keyNotFound(let key, let found): (context, what) = (found, "\(key.stringValue) is missing")
    case .typeMismatch(_, let found), .valueNotFound(_, let found):
      (context, what) = (found, "a value of the wrong kind")
    default: return "cannot be read; \(form)"
    }
    let place = context.codingPath.map { key in key.intValue.map { "entry \($0 + 1)" } ?? key.stringValue }
    return (place + [what]).joined(separator: ": ") + "; \(form)"
  }

  private struct Entry: Decodable {
    var part: Int
    var host: String
    var port: Int
    var timeoutMilliseconds: Int?
    var unknown: String?

    private enum Key: String, CodingKey, CaseIterable { case part, host, port, timeoutMilliseconds }

    private struct AnyKey: CodingKey {
      var stringValue: String
      var intValue: Int? { nil }
      init(stringValue: String) { self.stringValue = stringValue }
      init?(intValue: Int) { nil }
    }

    init(from decoder: any Decoder) throws {
      let values = try decoder.container(keyedBy: Key.self)
      part = try values.decode(Int.self, forKey: .part)
      host = try values.decode(String.self, forKey: .host)
      port = try values.decode(Int.self, forKey: .port)
      timeoutMilliseconds = try values.decodeIfPresent(Int.self, forKey: .timeoutMilliseconds)
      let keys = try decoder.container(keyedBy: AnyKey.self).allKeys.map(\.stringValue)
      unknown = keys.sorted().first { Key(rawValue: $0) == nil }
    }

    /// What is wrong with the entry; nil where nothing is.
    var fault: String? {
      if let unknown { return "\(unknown) is no key of an entry" }
      guard KnowledgeIndex.partCounts.contains(part) else { return "part \(part) is not one of 1 to 16" }
      let isName = host.utf8.allSatisfy { byte in
        0x30...0x39 ~= byte || 0x61...0x7A ~= byte | 0x20 || [0x2D, 0x2E, 0x3A].contains(byte)
      }
      guard isName, 1...253 ~= host.utf8.count, !host.hasPrefix("-") else { return "host is no name or address" }
      guard 1...65_535 ~= port else { return "port \(port) is not one of 1 to 65535" }
      guard 1...600_000 ~= timeoutMilliseconds ?? 1 else { return "timeoutMilliseconds is not one of 1 to 600000" }
      return nil
    }
  }
}

extension StoreError {
  /// What to do about `.network`.
  public static let networkHint = "start xapian-tcpsrv there, or change \(PartLocations.fileName) in the index folder"
  /// What to do about `.modified` of a remote part.
  public static let otherGenerationHint = "serve the file of the published generation there"
}
