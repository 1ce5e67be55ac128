internal import CLibXML

/// A paragraph, heading, list item or table row of a text.
struct TextBlock: Hashable {
  var text: String
  /// True where it stands above what follows: wholly bold, in capitals, or lettered like `B. Nationally Covered`.
  var isHeading = false

  var wordCount: Int { text.utf8.count { $0 == 0x20 } + 1 }
}

/// The text of the HTML that coverage texts are published in, by libxml2's parser, which repairs what is not well formed.
///
/// Fields come as HTML, as HTML escaped once or twice, or as plain text, within one file.
enum HTMLText {
  /// The lines of `source`: block elements and breaks end them, list items begin with `- ` or their number, the cells
  /// of a row are separated by ` | `.
  static func blocks(of source: String) -> [TextBlock] {
    let html = HTMLEscapes.unescaped(source)
    if !html.isEmpty, !HTMLEscapes.hasTag(html) {
      return html.split(whereSeparator: \.isNewline).flatMap { parsed(String($0)) }
    }
    return parsed(html)
  }

  /// The text of `source` in one line, for titles and the like.
  static func line(of source: String) -> String {
    guard source.utf8.contains(where: { $0 == 0x26 || $0 == 0x3C }) else { return words(of: source) }
    return blocks(of: source).map(\.text).joined(separator: " ")
  }

  /// `text` with one blank between words and none at its ends.
  static func words(of text: String) -> String {
    text.split { $0.isWhitespace || $0 == "\u{A0}" }.joined(separator: " ")
  }

  private static func parsed(_ html: String) -> [TextBlock] {
    var walk = HTMLWalk()
    if let document = HTMLDocument(html) {
      // The nodes belong to the document and go with it.
      withExtendedLifetime(document) { document.root.map { walk.visit($0) } }
    }
    walk.endLine()
    return walk.blocks.compactMap { block in
      // What was escaped once more than the rest of its field.
      guard HTMLEscapes.hasEntity(block.text) else { return block }
      let text = words(of: HTMLEscapes.decoded(block.text))
      return text.isEmpty ? nil : TextBlock(text: text, isHeading: block.isHeading)
    }
  }
}

/// A parsed document of libxml2, freed with its owner.
final class HTMLDocument {
  private let document: htmlDocPtr

  /// The library's own tables, made once before two threads can ask for them.
  private static let isReady: Bool = {
    xmlInitParser()
    return true
  }()

  /// Nil where there is no memory or nothing to parse.
  init?(_ html: String) {
    guard HTMLDocument.isReady, !html.isEmpty else { return nil }
    let options =
      HTML_PARSE_RECOVER.rawValue | HTML_PARSE_NOERROR.rawValue | HTML_PARSE_NOWARNING.rawValue
      | HTML_PARSE_NONET.rawValue
    var text = HTMLEscapes.prepared(html)
    let parsed = text.withUTF8 { bytes in
      bytes.withMemoryRebound(to: CChar.self) {
        htmlReadMemory($0.baseAddress, Int32(clamping: $0.count), nil, "UTF-8", Int32(options))
      }
    }
    guard let parsed else { return nil }
    document = parsed
  }

  deinit { xmlFreeDoc(document) }

  var root: xmlNodePtr? { xmlDocGetRootElement(document) }

  /// All text, as it stands.
  var text: String {
    guard let content = root.flatMap({ xmlNodeGetContent($0) }) else { return "" }
    defer { clibxml_free(content) }
    return String(cString: content)
  }
}
