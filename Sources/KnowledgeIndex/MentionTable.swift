public import CodingKnowledge

/// Which passages name which codes, read in place from mapped memory.
public struct MentionTable: @unchecked Sendable {
  /// A passage that names a code, or something that the code belongs to.
  public struct Mention: Sendable, Hashable {
    /// How near it comes; the raw values are in order of nearness.
    public enum Nearness: UInt8, Sendable, Hashable, Comparable {
      /// The code itself.
      case code = 1
      /// A code above it.
      case above = 2
      /// A range that it lies in.
      case range = 3

      public static func < (left: Nearness, right: Nearness) -> Bool { left.rawValue < right.rawValue }
    }

    /// The passage's number in the part.
    public var document: Int
    public var nearness: Nearness
    /// The key of what is named; of a range its first code.
    public var lower: String
    public var upper: String?
  }

  private let codeOffsets: UInt32Array
  private let codeArena: UnsafeRawBufferPointer
  private let codeDocuments: UInt32Array
  private let rangeOffsets: UInt32Array
  private let rangeArena: UnsafeRawBufferPointer
  private let rangeDocuments: UInt32Array

  /// Nil where there is no table.
  init?(_ bytes: UnsafeRawBufferPointer) {
    guard let sections = Sections(bytes) else { return nil }
    codeOffsets = sections.numbers(1)
    codeArena = sections[2]
    codeDocuments = sections.numbers(3)
    rangeOffsets = sections.numbers(4)
    rangeArena = sections[5]
    rangeDocuments = sections.numbers(6)
  }

  /// The passages that name the code `key`, a code above it, or a range around it; the nearest first.
  public func mentions(of key: String, _ kind: CodeMention.Kind) -> [Mention] {
    var found = exact(key, kind, .code)
    if kind == .diagnosis {
      var above = Substring(key)
      while above.utf8.count > 3 {
        above = above.dropLast()
        found += exact(String(above), kind, .above)
      }
    }
    for index in 0..<rangeDocuments.count {
      var reader = ByteReader(slice(rangeArena, rangeOffsets, index))
      guard reader.u8() == kind.rawValue else { continue }
      let lower = reader.string()
      let upper = reader.string()
      // All below the last code belongs to the range: E13.9 to E08-E13.
      if lower <= key, key <= upper || key.hasPrefix(upper) {
        found.append(Mention(document: Int(rangeDocuments[index]), nearness: .range, lower: lower, upper: upper))
      }
    }
    return found
  }

  private func exact(_ key: String, _ kind: CodeMention.Kind, _ nearness: Mention.Nearness) -> [Mention] {
    let wanted = [kind.rawValue] + Array(key.utf8)
    return wanted.withUnsafeBytes { wanted in
      var index = lowerBound(codeDocuments.count) { order(slice(codeArena, codeOffsets, $0), wanted) < 0 }
      var found: [Mention] = []
      while index < codeDocuments.count, order(slice(codeArena, codeOffsets, index), wanted) == 0 {
        found.append(Mention(document: Int(codeDocuments[index]), nearness: nearness, lower: key))
        index += 1
      }
      return found
    }
  }

  private func slice(_ arena: UnsafeRawBufferPointer, _ offsets: UInt32Array, _ number: Int) -> UnsafeRawBufferPointer {
    let start = Int(offsets[number])
    let end = Int(offsets[number + 1])
    guard start <= end, end <= arena.count else { return UnsafeRawBufferPointer(start: nil, count: 0) }
    return UnsafeRawBufferPointer(rebasing: arena[start..<end])
  }

  /// Collects mentions and lays them out.
  public struct Builder {
    private var codes: [(key: [UInt8], document: UInt32)] = []
    private var ranges: [(bytes: [UInt8], document: UInt32)] = []

    public init() {}

    /// Adds what the passage with that number names; the same code twice counts once.
    public mutating func add(_ mentions: [CodeMention], document: Int) {
      for mention in Set(mentions) {
        guard let upper = mention.upper else {
          codes.append(([mention.kind.rawValue] + Array(mention.lower.utf8), UInt32(document)))
          continue
        }
        var writer = ByteWriter()
        writer.u8(mention.kind.rawValue)
        writer.string(mention.lower)
        writer.string(upper)
        ranges.append((writer.bytes, UInt32(document)))
      }
    }

    /// The bytes of the table; empty where nothing was added.
    public var bytes: [UInt8] {
      guard !codes.isEmpty || !ranges.isEmpty else { return [] }
      let codes = Builder.sections(codes.map { ($0.key, $0.document) }, first: 1)
      return Sections.join(codes + Builder.sections(ranges.map { ($0.bytes, $0.document) }, first: 4))
    }

    private static func sections(_ entries: [([UInt8], UInt32)], first: UInt32) -> [(UInt32, [UInt8])] {
      let sorted = entries.sorted { left, right in
        left.0 == right.0 ? left.1 < right.1 : left.0.lexicographicallyPrecedes(right.0)
      }
      var offsets: [UInt32] = [0]
      var arena: [UInt8] = []
      for entry in sorted {
        arena += entry.0
        offsets.append(UInt32(arena.count))
      }
      return [
        (first, Sections.bytes(of: offsets)), (first + 1, arena), (first + 2, Sections.bytes(of: sorted.map(\.1))),
      ]
    }
  }
}
