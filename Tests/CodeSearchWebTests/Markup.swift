/// A page as a tree. It reads what the templates write, which close every element, and stumbles over anything else.
final class Markup {
  let name: String
  let attributes: [String: String]
  private(set) var children: [Markup] = []
  private(set) weak var parent: Markup?
  private var own = ""

  private init(_ name: String, _ attributes: [String: String], in parent: Markup?) {
    self.name = name
    self.attributes = attributes
    self.parent = parent
  }

  struct Fault: Error {
    var message: String
  }

  /// The text of the element and of all below it, without tags.
  var text: String { own + children.map(\.text).joined(separator: " ") }

  /// The element and all below it, in the order of the page.
  var all: [Markup] { [self] + children.flatMap(\.all) }

  var ancestors: [Markup] { parent.map { [$0] + $0.ancestors } ?? [] }

  func elements(_ names: String...) -> [Markup] { all.filter { names.contains($0.name) } }

  subscript(attribute: String) -> String? { attributes[attribute] }

  private static let void: Set<String> = ["meta", "link", "input", "br", "img", "hr"]

  static func read(_ page: String) throws -> Markup {
    let root = Markup("", [:], in: nil)
    var current = root
    var rest = page[...]
    while let opening = rest.firstIndex(of: "<") {
      current.own += decoded(rest[..<opening])
      rest = rest[rest.index(after: opening)...]
      guard let closing = rest.firstIndex(of: ">") else {
        throw Fault(message: "a tag does not end: \(rest.prefix(60))")
      }
      let tag = rest[..<closing]
      rest = rest[rest.index(after: closing)...]
      if tag.hasPrefix("!") { continue }
      if tag.hasPrefix("/") {
        guard tag.dropFirst() == current.name, let parent = current.parent else {
          throw Fault(message: "</\(tag.dropFirst())> closes <\(current.name)>")
        }
        current = parent
        continue
      }
      let element = try element(tag, in: current)
      current.children.append(element)
      if !void.contains(element.name) { current = element }
    }
    guard current === root else { throw Fault(message: "<\(current.name)> is not closed") }
    root.own += decoded(rest)
    return root
  }

  private static func element(_ tag: Substring, in parent: Markup) throws -> Markup {
    var attributes: [String: String] = [:]
    let name = tag.prefix { $0 != " " }
    var rest = tag[name.endIndex...].drop { $0 == " " }
    while !rest.isEmpty {
      let key = rest.prefix { $0 != "=" && $0 != " " }
      rest = rest[key.endIndex...]
      var value = ""
      if rest.hasPrefix("=\"") {
        let quoted = rest.dropFirst(2)
        guard let end = quoted.firstIndex(of: "\"") else { throw Fault(message: "an attribute does not end: <\(tag)>") }
        value = decoded(quoted[..<end])
        rest = quoted[quoted.index(after: end)...]
      }
      guard attributes.updateValue(value, forKey: String(key)) == nil else {
        throw Fault(message: "\(key) stands twice in <\(tag)>")
      }
      rest = rest.drop { $0 == " " }
    }
    return Markup(String(name), attributes, in: parent)
  }

  private static func decoded(_ text: Substring) -> String {
    var result = String(text)
    for (entity, character) in [("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&#39;", "'"), ("&amp;", "&")] {
      result.replace(entity, with: character)
    }
    return result
  }
}
