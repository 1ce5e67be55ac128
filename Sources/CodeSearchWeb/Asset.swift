/// A file that pages load: it lies in the program itself. Its address holds a digest of its content, so that a browser may
/// keep it for good and a newer program's pages never meet an older file.
struct Asset: Sendable {
  private let name: String
  private let type: String
  private let bytes: [UInt8]
  private let tag: String

  private init(_ name: String, _ type: String, _ bytes: [UInt8]) {
    self.name = name
    self.type = type
    self.bytes = bytes
    tag = String(Asset.digest(bytes), radix: 16)
  }

  static let style = Asset("codesearch.css", "text/css; charset=utf-8", PackageResources.codesearch_css)
  static let script = Asset("codesearch.js", "text/javascript; charset=utf-8", PackageResources.codesearch_js)
  /// Runs before the page is painted: it sets the theme that was chosen.
  static let theme = Asset("theme.js", "text/javascript; charset=utf-8", PackageResources.theme_js)
  static let icon = Asset("icon.svg", "image/svg+xml", PackageResources.icon_svg)

  static func named(_ name: String) -> Asset? { [style, script, theme, icon].first { $0.name == name } }

  var address: String { "/assets/\(name)?v=\(tag)" }

  func response(to request: WebRequest) -> WebResponse {
    let mark = "\"\(tag)\""
    let isKnown = request.knownTag == mark
    let age = request.fields["v"] == tag ? "public, max-age=31536000, immutable" : "no-cache"
    return WebResponse(
      status: isKnown ? 304 : 200, type: type, body: isKnown ? [] : bytes,
      headers: [("Cache-Control", age), ("ETag", mark)])
  }

  /// FNV-1a over 64 bits: it tells versions of our own files apart and guards against nobody.
  private static func digest(_ bytes: [UInt8]) -> UInt64 {
    bytes.reduce(0xcbf2_9ce4_8422_2325) { ($0 ^ UInt64($1)) &* 0x100_0000_01b3 }
  }
}
