internal import CodeSearch
internal import CodingKnowledge

/// The address of a resource: `codes://icd-10-cm/2026/E11.9`, `guideline://2026/I.C.4.a`, `coverage://L33777`.
struct MCPAddress: Equatable {
  enum Kind: String, CaseIterable {
    case codes, guideline, coverage
  }

  var kind: Kind
  /// The code system, for codes.
  var system: Scope?
  /// A release that is loaded, a day, or `current`.
  var release = "current"
  var identifier: String

  /// Nil where the text is no such address.
  init?(_ text: String) {
    guard text.utf8.count <= 1000, let mark = text.firstRange(of: "://"),
      let kind = Kind(rawValue: text[..<mark.lowerBound].lowercased())
    else { return nil }
    var parts = text[mark.upperBound...].split(separator: "/", omittingEmptySubsequences: false)
      .map { MCPAddress.decoded($0) }
    guard !parts.contains(nil), parts.allSatisfy({ $0?.isEmpty == false }) else { return nil }
    self.kind = kind
    if kind == .codes {
      guard parts.count == 3, let system = Scope(spelling: parts.removeFirst() ?? ""), system.isCodeSystem else {
        return nil
      }
      self.system = system
    }
    if kind != .coverage {
      guard parts.count == 2 else { return nil }
      release = parts.removeFirst() ?? ""
    }
    guard parts.count == 1, let identifier = parts[0] else { return nil }
    self.identifier = identifier
  }

  init(_ kind: Kind, _ identifier: String) {
    self.kind = kind
    self.identifier = identifier
  }

  var text: String {
    let parts: [String] =
      switch kind {
      case .codes: [system?.name.lowercased().replacing(" ", with: "-") ?? "", release, identifier]
      case .guideline: [release, identifier]
      case .coverage: [identifier]
      }
    return "\(kind.rawValue)://" + parts.map(MCPAddress.encoded).joined(separator: "/")
  }

  /// The kinds of target that an address of this kind may name.
  var scopes: Set<Scope> {
    switch kind {
    case .codes: system.map { [$0] } ?? []
    case .guideline: [.guideline, .manual, .policy]
    case .coverage: [.ncd, .lcd, .article]
    }
  }

  // MARK: Percent encoding

  private static func encoded(_ text: String) -> String {
    text.utf8.reduce(into: "") { result, byte in
      let isPlain =
        (0x30...0x39).contains(byte) || (0x41...0x5A).contains(byte) || (0x61...0x7A).contains(byte)
        || "-._~".utf8.contains(byte)
      if isPlain {
        result.unicodeScalars.append(Unicode.Scalar(byte))
      } else {
        result += (byte < 16 ? "%0" : "%") + String(byte, radix: 16, uppercase: true)
      }
    }
  }

  private static func decoded(_ text: Substring) -> String? {
    var bytes: [UInt8] = []
    var rest = text.utf8[...]
    while let byte = rest.popFirst() {
      guard byte == UInt8(ascii: "%") else {
        bytes.append(byte)
        continue
      }
      guard rest.count >= 2, let value = UInt8(String(decoding: rest.prefix(2), as: UTF8.self), radix: 16) else {
        return nil
      }
      bytes.append(value)
      rest = rest.dropFirst(2)
    }
    return String(validating: bytes, as: UTF8.self)
  }
}
