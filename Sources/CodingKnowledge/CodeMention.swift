/// A code, or a range of codes, that a text names.
public struct CodeMention: Sendable, Hashable {
  /// What kind of code it looks like; whether there is such a code is the dictionary's business.
  public enum Kind: UInt8, Sendable, Hashable {
    /// ICD-10-CM: a category, or a code with its dot.
    case diagnosis = 1
    /// CPT or HCPCS: five characters.
    case procedure = 2

    /// The kind of the codes of a system; nil where texts do not name them by code.
    public init?(_ scope: Scope) {
      switch scope {
      case .icd10cm: self = .diagnosis
      case .cpt, .hcpcs: self = .procedure
      default: return nil
      }
    }
  }

  public var kind: Kind
  /// The key of the code, see ``CodeShape/key(_:)``; of a range its first.
  public var lower: String
  /// The last code of a range, everything below it included; nil for a single code.
  public var upper: String?

  public init(_ kind: Kind, _ lower: String, through upper: String? = nil) {
    self.kind = kind
    self.lower = lower
    self.upper = upper
  }

  /// The mention of a code, or of a range such as `E08-E13`; nil where texts do not name codes of its system.
  public init?(_ target: Target) {
    guard let kind = Kind(target.scope) else { return nil }
    let ends = target.identifier.split(separator: "-").map { CodeShape.key(String($0)) }
    guard let lower = ends.first, ends.count <= 2 else { return nil }
    self.init(kind, lower, through: ends.count == 2 ? ends[1] : nil)
  }

  /// The codes that `text` names: `E11.9`, `E08-E13`, `I21.-`, `99202 through 99215`, `J0897`.
  ///
  /// Numbers that are no code by their surroundings are left out: amounts with a dollar sign, decimals, parts of longer
  /// numbers.
  public static func all(in text: String) -> [CodeMention] {
    scan(text).map(\.mention)
  }

  /// Where `text` first names the code `key`, a code above it, or else a range around it, in bytes of UTF-8; nil where it
  /// does not.
  ///
  /// ```swift
  /// CodeMention.place(of: "E119", .diagnosis, in: "see E11.-")  // 4..<7
  /// ```
  public static func place(of key: String, _ kind: Kind, in text: String) -> Range<Int>? {
    let around = scan(text).filter { $0.mention.kind == kind && $0.mention.covers(key) }
    return (around.first { $0.mention.upper == nil } ?? around.first)?.range
  }

  /// Whether it names the code, something above it, or a range around it.
  public func covers(_ key: String) -> Bool {
    guard let upper else { return kind == .diagnosis ? key.hasPrefix(lower) : key == lower }
    return lower <= key && key <= upper || key.hasPrefix(upper)
  }

  private static func scan(_ text: String) -> [(mention: CodeMention, range: Range<Int>)] {
    var text = text
    return text.withUTF8 { bytes in
      var scanner = Scanner(bytes)
      return scanner.mentions()
    }
  }

  /// Reads codes out of a text, byte by byte.
  private struct Scanner {
    private struct Found {
      var kind: Kind
      var key: String
      var range: Range<Int>
    }

    private let bytes: UnsafeBufferPointer<UInt8>

    init(_ bytes: UnsafeBufferPointer<UInt8>) { self.bytes = bytes }

    mutating func mentions() -> [(mention: CodeMention, range: Range<Int>)] {
      var result: [(mention: CodeMention, range: Range<Int>)] = []
      var previous: Found?
      var index = 0
      while index < bytes.count {
        guard isAlphanumeric(index) else {
          index += 1
          continue
        }
        var end = index
        while isAlphanumeric(end) { end += 1 }
        if let found = code(index, end) {
          if let first = previous, first.kind == found.kind, first.key <= found.key,
            joins(first.range.upperBound, index),
            result.last?.mention.upper == nil
          {
            result[result.count - 1].mention.upper = found.key
            result[result.count - 1].range = first.range.lowerBound..<found.range.upperBound
          } else {
            result.append((CodeMention(found.kind, found.key), found.range))
          }
          previous = found
          end = found.range.upperBound
        }
        index = end
      }
      return result
    }

    /// The code that begins at `start`, where the run of letters and digits ends at `end`.
    private func code(_ start: Int, _ end: Int) -> Found? {
      let length = end - start
      guard start == 0 || !isJoined(bytes[start - 1], start) else { return nil }
      if length == 3, isLetter(start), isDigit(start + 1) {
        var stop = end
        // A dot belongs to the code only where more of the code follows it.
        if stop + 1 < bytes.count, bytes[stop] == UInt8(ascii: "."), isAlphanumeric(stop + 1) {
          stop += 1
          while isAlphanumeric(stop) { stop += 1 }
          guard stop - end <= 5 else { return nil }
        }
        return Found(kind: .diagnosis, key: key(start, stop), range: start..<stop)
      }
      guard length == 5, !isDecimalPoint(end) else { return nil }
      let digits = (start..<end).count { isDigit($0) }
      let isProcedure = digits == 5 || digits == 4 && (isLetter(start) || isLetter(end - 1))
      guard isProcedure else { return nil }
      return Found(kind: .procedure, key: key(start, end), range: start..<end)
    }

    /// Whether what stands before a number makes it something else than a code.
    private func isJoined(_ before: UInt8, _ start: Int) -> Bool {
      switch before {
      case UInt8(ascii: "$"), UInt8(ascii: "#"): true
      case UInt8(ascii: "."), UInt8(ascii: ","): start >= 2 && isDigit(start - 2)
      default: false
      }
    }

    private func isDecimalPoint(_ index: Int) -> Bool {
      index + 1 < bytes.count && (bytes[index] == UInt8(ascii: ".") || bytes[index] == UInt8(ascii: ","))
        && isDigit(index + 1)
    }

    /// Whether the text between two codes makes them a range.
    private func joins(_ start: Int, _ end: Int) -> Bool {
      guard end - start <= 12, end > start else { return false }
      let between = String(decoding: UnsafeBufferPointer(rebasing: bytes[start..<end]), as: UTF8.self)
      let word = String(between.filter { $0 != " " && $0 != "." })
      return ["-", "–", "—", "through", "to", "thru"].contains(word.lowercased())
    }

    private func key(_ start: Int, _ end: Int) -> String {
      CodeShape.key(String(decoding: UnsafeBufferPointer(rebasing: bytes[start..<end]), as: UTF8.self))
    }

    private func isDigit(_ index: Int) -> Bool { index < bytes.count && bytes[index] >= 0x30 && bytes[index] <= 0x39 }

    private func isLetter(_ index: Int) -> Bool { index < bytes.count && bytes[index] >= 0x41 && bytes[index] <= 0x5A }

    private func isAlphanumeric(_ index: Int) -> Bool {
      guard index < bytes.count else { return false }
      if isDigit(index) || isLetter(index) || bytes[index] >= 0x61 && bytes[index] <= 0x7A { return true }
      return bytes[index] >= 0x80 && !isDash(index)
    }

    /// Whether a byte belongs to one of the dashes U+2010 to U+2015, which UTF-8 writes E2 80 90 to E2 80 95.
    private func isDash(_ index: Int) -> Bool {
      let first = max(0, index - 2)
      return (first...index).contains { start in
        start + 2 < bytes.count && bytes[start] == 0xE2 && bytes[start + 1] == 0x80
          && (0x90...0x95).contains(bytes[start + 2])
      }
    }
  }
}
