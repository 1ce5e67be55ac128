/// Undoing the escapes of HTML that was escaped as a whole.
enum HTMLEscapes {
  /// `text` unescaped until it shows tags, or until nothing of it was a tag. What the tags enclose stays escaped, so
  /// that `&lt; 88%` does not become the beginning of one.
  static func unescaped(_ text: String) -> String {
    var text = text
    for _ in 0..<4 where !hasTag(text) && hidesTag(text) { text = decoded(text) }
    return text
  }

  /// `text` without escapes of any depth; what is not an entity stays as it is.
  static func decoded(_ text: String) -> String {
    var text = text
    for _ in 0..<4 where hasEntity(text) {
      // A tag would be taken for markup here, where only entities are meant.
      let quoted = text.split(separator: "<", omittingEmptySubsequences: false).joined(separator: "&lt;")
      guard let next = HTMLDocument(quoted)?.text, next != text else { break }
      text = next
      if hasTag(text) { break }
    }
    return text
  }

  /// True where a `<` begins a tag.
  static func hasTag(_ text: String) -> Bool {
    let bytes = text.utf8
    var previous: [UInt8] = [0, 0]
    for byte in bytes {
      if byte.isLetter, previous[1] == 0x3C || previous == [0x3C, 0x2F] { return true }
      previous = [previous[1], byte]
    }
    return false
  }

  /// True where an entity such as `&nbsp;` or `&#167;` stands.
  static func hasEntity(_ text: String) -> Bool {
    text.utf8.contains(0x26) && text.firstMatch(of: /&(#[0-9]{1,6}|#x[0-9A-Fa-f]{1,5}|[A-Za-z]{2,8}[0-9]{0,2});/) != nil
  }

  private static func hidesTag(_ text: String) -> Bool {
    text.utf8.contains(0x26)
      && text.firstMatch(of: /&(amp;)*(lt|#60);(\/|&(amp;)*sol;)?[A-Za-z]/) != nil
  }

  /// `html` as the parser needs it: a `<` that begins no tag is escaped, which the parser would drop with what follows,
  /// and entities that came with HTML 5 are written out.
  static func prepared(_ html: String) -> String {
    var out: [UInt8] = []
    let bytes = Array(html.utf8)
    out.reserveCapacity(bytes.count + 16)
    var index = 0
    while index < bytes.count {
      let byte = bytes[index]
      let next = index + 1 < bytes.count ? bytes[index + 1] : 0
      if byte == 0x3C, !(next.isLetter || next == 0x2F || next == 0x21) {
        out.append(contentsOf: "&lt;".utf8)
      } else if byte == 0x26, let (name, character) = late.first(where: { bytes[index...].starts(with: $0.0) }) {
        out.append(contentsOf: character)
        index += name.count
        continue
      } else {
        out.append(byte)
      }
      index += 1
    }
    return String(decoding: out, as: UTF8.self)
  }

  /// Entities of HTML 5 that the parser does not know.
  private static let late: [([UInt8], [UInt8])] = [
    ("sol", "/"), ("comma", ","), ("period", "."), ("colon", ":"), ("semi", ";"), ("lpar", "("), ("rpar", ")"),
    ("num", "#"), ("excl", "!"), ("quest", "?"), ("equals", "="), ("plus", "+"), ("ast", "*"), ("lowbar", "_"),
    ("percnt", "%"), ("dollar", "$"), ("commat", "@"), ("lsqb", "["), ("rsqb", "]"), ("apos", "'"), ("Tab", " "),
    ("NewLine", "\n"), ("hyphen", "-"),
  ].map { (Array("&\($0);".utf8), Array($1.utf8)) }
}
