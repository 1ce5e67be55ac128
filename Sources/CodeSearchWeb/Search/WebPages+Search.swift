internal import CodeSearch
internal import CodingKnowledge

extension WebPages {
  /// The search page; with `fragment=results` what changes while typing, with `fragment=main` all but head and foot.
  func search(_ request: WebRequest) -> WebResponse {
    let state = SearchState(request.fields)
    let (model, status) = searchPage(state)
    switch request.fields["fragment"] {
    case "results": return WebResponse(status: status, html: Template.results.render(model))
    case "main": return WebResponse(status: status, html: Template.search.render(model))
    default:
      let title = state.isEmpty ? "Search medical codes" : state.query
      return page(.search, model, title: title, state: state, at: .search, status: status)
    }
  }

  private func searchPage(_ state: SearchState) -> (model: SearchPage, status: Int) {
    let held = holdings.summary(searcher)
    var model = SearchPage(facets: Facets(state, held))
    if let text = state.unreadableDay {
      model.problem = Problem(
        heading: "That is not a date", message: "\(text) cannot be read as a date of service.",
        hint: "Write it like 2026-01-31.")
      return (model, 400)
    }
    guard !state.isEmpty else {
      model.welcome = Welcome(held, state: state)
      return (model, 200)
    }
    do throws(CodeSearchError) {
      model.answer = ResultsView(try searcher.search(state.request), state: state)
      return (model, 200)
    } catch {
      model.problem = problem(error, state: state)
      return (model, error.code == .query ? 400 : 503)
    }
  }

  /// Why a query cannot be answered. Where a filter was added to what was typed, the fault is shown in what was typed.
  private func problem(_ error: CodeSearchError, state: SearchState) -> Problem {
    var shown = error
    if error.code == .query, state.status != nil {
      var plain = state
      plain.status = nil
      do throws(CodeSearchError) { _ = try searcher.search(plain.request) } catch { shown = error }
    }
    let lines = shown.message.split(separator: "\n", maxSplits: 1).map(String.init)
    return Problem(
      heading: shown.code == .query ? "The query cannot be read" : "The index cannot answer",
      message: (lines.first ?? "").capitalizedSentence, hint: (shown.hint ?? "").capitalizedSentence,
      excerpt: lines.count > 1 ? lines[1] : nil)
  }
}

/// The search page: filters, and one of an answer, a welcome and a problem.
struct SearchPage {
  var facets: Facets
  var answer: ResultsView?
  var welcome: Welcome?
  var problem: Problem?
}

/// The page before anything was typed.
struct Welcome {
  struct System {
    var name: String
    var count: String
  }

  var systems: [System]
  var examples: [Link]
  var sources: [Holdings.Summary.Source]
  var sourceCount: Int

  init(_ held: Holdings.Summary, state: SearchState) {
    systems = held.counts.map { System(name: $0.scope.name, count: $0.count.grouped) }
    sources = held.sources
    sourceCount = held.sources.count
    let examples: [(String, String)] = [
      ("retroperitoneal lymph", "words in any order"), ("htn ckd", "abbreviations"), ("E11.9", "a code"),
      ("J0120", "a code of two systems"), ("\"heart failure\" -acute", "a phrase, without a word"),
      ("cpap sleep apnea kind:ncd", "coverage texts"),
    ]
    self.examples = examples.map { query, note in
      Link(query, state.address { $0.query = query }, note: note)
    }
  }
}
