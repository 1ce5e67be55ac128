internal import CYAML

/// The keys and values of one YAML mapping, in order, by libyaml.
struct YAMLMapping {
  struct Entry {
    /// Nil where it is no scalar, but a list or a mapping.
    var key: String?
    var value: String?
    /// The line of the key, counted from 0.
    var line: Int
  }

  /// Where `text` is no YAML: what libyaml says, and the line counted from 0.
  struct Fault: Error {
    var problem: String
    var line: Int
  }

  var entries: [Entry] = []

  /// Nil where `text` holds something else than a mapping, or nothing.
  init?(_ text: String) throws(Fault) {
    var parser = yaml_parser_t()
    guard yaml_parser_initialize(&parser) == 1 else { throw Fault(problem: "out of memory", line: 0) }
    defer { yaml_parser_delete(&parser) }
    var document = yaml_document_t()
    var text = text
    // The parser reads the bytes where they are, so it must be done with them before they go.
    let isLoaded = text.withUTF8 { bytes in
      yaml_parser_set_input_string(&parser, bytes.baseAddress, bytes.count)
      return yaml_parser_load(&parser, &document) == 1
    }
    guard isLoaded else {
      throw Fault(
        problem: parser.problem.map { String(cString: $0) } ?? "unreadable", line: Int(parser.problem_mark.line))
    }
    defer { yaml_document_delete(&document) }
    guard let root = yaml_document_get_root_node(&document), root.pointee.type == YAML_MAPPING_NODE else { return nil }
    let pairs = root.pointee.data.mapping.pairs
    for pair in UnsafeBufferPointer(start: pairs.start, count: pairs.top - pairs.start) {
      let key = yaml_document_get_node(&document, pair.key)
      entries.append(
        Entry(
          key: Self.scalar(key), value: Self.scalar(yaml_document_get_node(&document, pair.value)),
          line: Int(key?.pointee.start_mark.line ?? 0)))
    }
  }

  private static func scalar(_ node: UnsafeMutablePointer<yaml_node_t>?) -> String? {
    guard let node, node.pointee.type == YAML_SCALAR_NODE else { return nil }
    let scalar = node.pointee.data.scalar
    return String(decoding: UnsafeBufferPointer(start: scalar.value, count: scalar.length), as: UTF8.self)
  }
}
