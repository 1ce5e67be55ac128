// CodeSearchWeb: the web pages, from a request to the bytes of a response: search box, card, claim check, hierarchy. It knows
// no socket and no server: whoever embeds it carries requests in and responses out. It searches by CodeSearch only.

public import CodeSearch
internal import CodingKnowledge

/// The pages over one index. Safe to use from many tasks at once.
///
/// ```swift
/// let pages = WebPages(try Searcher(index: "Indexes/default"))
/// let response = pages.response(to: WebRequest(address: "/?q=kidney+stone"))
/// // response.status == 200, response.headers, response.body
/// ```
///
/// Paths: `/`, `/code/SYSTEM/CODE`, `/browse/…`, `/check`, `/assets/…`. Everything comes from the program itself; nothing is
/// read from files or fetched from elsewhere.
public struct WebPages: Sendable {
  var searcher: Searcher
  let holdings: Holdings

  public init(_ searcher: Searcher) {
    self.searcher = searcher
    holdings = Holdings()
  }

  /// The same pages, answered from another searcher over the same index, such as one that keeps to a generation.
  public func answered(by searcher: Searcher) -> WebPages {
    var pages = self
    pages.searcher = searcher
    return pages
  }

  /// The first segments of the paths that belong to the pages, for a router: `/` itself, and whatever begins with one of
  /// these.
  public static let folders = ["code", "browse", "check", "assets"]

  /// Answers one request; what it cannot answer becomes a page that says why, with the status of the fault.
  public func response(to request: WebRequest) -> WebResponse {
    let segments = request.segments
    if segments.first == "assets" {
      guard request.isReading else { return refusal(request, allowed: "GET, HEAD") }
      return Asset.named(segments.dropFirst().joined(separator: "/"))?.response(to: request) ?? notFound(request)
    }
    if segments == ["check"] {
      guard request.isReading || request.method == "POST" else { return refusal(request, allowed: "GET, HEAD, POST") }
      return check(request)
    }
    guard request.isReading else { return refusal(request, allowed: "GET, HEAD") }
    switch segments.first {
    case nil: return search(request)
    case "code" where segments.count >= 3: return card(request)
    case "browse": return browse(request)
    default: return notFound(request)
    }
  }

  /// A page within the frame that all pages share.
  func page(
    _ main: Template, _ model: Any, title: String, state: SearchState, at place: Frame.Place? = nil, status: Int = 200
  ) -> WebResponse {
    let frame = Frame(title: title, main: main, page: model, state: state, place: place)
    return WebResponse(status: status, html: Template.frame.render(frame))
  }

  private func notFound(_ request: WebRequest) -> WebResponse {
    let problem = Problem(
      heading: "There is no such page", message: "Nothing is at \(request.path).",
      hint: "Search for a code or for words in the box above.")
    return page(.problem, problem, title: "No such page", state: SearchState(request.fields), status: 404)
  }

  private func refusal(_ request: WebRequest, allowed: String) -> WebResponse {
    let problem = Problem(
      heading: "This page cannot do that", message: "\(request.method) is not for \(request.path).",
      hint: "Allowed here: \(allowed).")
    var response = page(.problem, problem, title: "Not allowed", state: SearchState(request.fields), status: 405)
    response.headers.append(("Allow", allowed))
    return response
  }
}
