internal import CodeSearch
internal import CodingKnowledge

extension WebPages {
  /// The claim form and, where it is filled in, what the check found.
  func check(_ request: WebRequest) -> WebResponse {
    let form = ClaimForm(request.fields)
    var model = CheckPage(form: form)
    if let claim = form.claim {
      // Where the day is today's, links stay without one, so that they mean the day on which they are followed.
      let day = claim.day == .today ? nil : claim.day
      model.report = ReportView(searcher.check(claim), levels: levels(claim), on: day)
    }
    let state = SearchState(request.fields)
    let status = form.isFaulty ? 400 : 200
    return page(.check, model, title: "Check a claim", state: state, at: .check, status: status)
  }

  private func levels(_ claim: Claim) -> [ClaimEntry] {
    let diagnoses = claim.diagnoses.map { code in
      ClaimEntry(code: code, text: code, level: level(code, of: [.icd10cm], on: claim.day))
    }
    let lines = claim.lines.map { line in
      ClaimEntry(code: line.code, text: line.text, level: level(line.code, of: [.cpt, .hcpcs], on: claim.day))
    }
    return diagnoses + lines
  }

  private func level(_ code: String, of scopes: [Scope], on day: Day) -> CodeCard.Level? {
    searcher.browse(code, on: day).branches.lazy.compactMap(\.level).first { scopes.contains($0.target.scope) }
  }
}

/// A code of the claim.
struct ClaimEntry {
  var code: String
  /// As it stands on the claim, with modifiers and units.
  var text: String
  /// What it is; nil where it is not loaded.
  var level: CodeCard.Level?
}

/// The claim form and the report below it.
struct CheckPage {
  var form: ClaimForm
  var report: ReportView?
}
