internal import CLibXML

extension HTMLDocument {
  /// The text of the `title` element, else of the first `h1`; nil where there is none.
  var title: String? {
    for name in ["title", "h1"] {
      if let node = root.flatMap({ HTMLDocument.first(name, in: $0) }), let content = xmlNodeGetContent(node) {
        defer { clibxml_free(content) }
        let text = String(cString: content).singleBlanked
        if !text.isEmpty { return text }
      }
    }
    return nil
  }

  private static func first(_ name: String, in node: xmlNodePtr) -> xmlNodePtr? {
    if let own = node.pointee.name, String(cString: own) == name { return node }
    var child = node.pointee.children
    while let next = child {
      if let found = first(name, in: next) { return found }
      child = next.pointee.next
    }
    return nil
  }
}
