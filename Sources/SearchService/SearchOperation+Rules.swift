internal import CodeSearch
internal import CodingKnowledge

extension SearchOperation {
  static let check = SearchOperation(
    "check", "Check a claim",
    """
    Tells whether a set of codes can stand together on a date of service: validity, Excludes1 notes, sequencing, NCCI PTP \
    edits with their modifiers, units (MUE), add-on codes, modifier indicators, global periods and coverage lists. No finding \
    means that no loaded rule stands against it, not that it will be paid; "notChecked" says what could not be checked, \
    "basis" names each release used.
    """,
    [
      OperationParameter("diagnoses", .texts(count: 100), "ICD-10-CM codes, first-listed first."),
      OperationParameter(
        "lines", .claimLines,
        "Claim lines: texts such as 99213-25 or 20610-RTx2, or objects with code, modifiers, units."),
      .setting, .state, .day,
    ],
    .claimReport
  ) { (arguments, searcher) throws(CodeSearchError) in
    let claim = try Claim(json: JSONValue.object(arguments.values).json, today: .today)
    guard !claim.diagnoses.isEmpty || !claim.lines.isEmpty else {
      throw CodeSearchError(.query, "nothing to check", hint: "give \"diagnoses\", \"lines\", or both")
    }
    return searcher.check(claim).json(isPretty: false)
  }

  static let edits = SearchOperation(
    "edits", "NCCI edits of a code or a pair",
    """
    NCCI PTP edits of a procedure code in both directions, its add-on rules and its MUE; with other codes, for each pair: \
    none (no edit on file: as far as these files go both may be reported), not-in-force, or in-force with the modifier \
    indicator (0 no modifier helps, 1 a modifier may). "basis" names the quarters; a notice says which table is not loaded.
    """,
    [
      .code("A CPT or HCPCS code."),
      OperationParameter("with", .texts(count: 100), "CPT or HCPCS codes to hold against it."), .setting,
      .limit("How many edits of each column are listed where no other code is given.", 1...10_000), .day,
    ],
    .codeEdits
  ) { (arguments, searcher) throws(CodeSearchError) in
    try searcher.edits(
      of: arguments.text("code") ?? "", with: arguments.texts("with"), on: arguments.day, setting: arguments.setting,
      limit: arguments.limit
    ).json(isPretty: false)
  }

  static let coverage = SearchOperation(
    "coverage", "Medicare coverage of a code",
    """
    The NCDs, LCDs and Articles about a code, with states, contractors, groups and how many diagnoses they list; with \
    diagnoses, in which list each text has them. No text means only that no loaded text is about the code: it is not a denial. \
    To find coverage texts by words use search with kinds ncd, lcd, article.
    """,
    [
      .code("A CPT, HCPCS or ICD-10-CM code."), .state,
      OperationParameter("with", .texts(count: 100), "ICD-10-CM codes: in which list each text has them."), .day,
    ],
    .coverageTexts
  ) { (arguments, searcher) throws(CodeSearchError) in
    try searcher.coverage(
      of: arguments.text("code") ?? "", state: arguments.text("state"), with: arguments.texts("with"),
      on: arguments.day
    ).json(isPretty: false)
  }

  static let guideline = SearchOperation(
    "guideline", "Guideline and manual sections",
    """
    A section of the ICD-10-CM Official Guidelines, the NCCI Policy Manual or a Medicare manual: by its number the whole \
    section, by words those that match, best first. Neither sections nor results means that no loaded guideline or manual \
    answers.
    """,
    [
      OperationParameter("query", .text(limit: 4096), "A section number such as I.C.4.a, or words.", isRequired: true),
      .limit("At most this many results for words.", SearchRequest.limits), .day,
    ],
    .guidelineSections
  ) { (arguments, searcher) throws(CodeSearchError) in
    try searcher.guideline(arguments.text("query") ?? "", on: arguments.day, limit: arguments.limit)
      .json(isPretty: false)
  }

  static let fee = SearchOperation(
    "fee", "Physician fee schedule",
    """
    What the Medicare physician fee schedule says of a code: status, relative values, amounts in dollars, global days, \
    indicators. No line means that the schedule in force that day does not have the code; a notice says where no schedule is \
    loaded, "basis" names the release.
    """,
    [
      .code("A CPT or HCPCS code."),
      OperationParameter(
        "locality", .text(limit: 100),
        "A payment locality: 01112-05, or words of its name or state. Default: national amounts."),
      OperationParameter(
        "setting", .choice(.placesOfService), "Only the values and amounts of this place of service. Default: both."),
      .day,
    ],
    .feeSchedule
  ) { (arguments, searcher) throws(CodeSearchError) in
    try searcher.fee(of: arguments.text("code") ?? "", locality: arguments.text("locality"), on: arguments.day)
      .json(for: arguments.text("setting").flatMap { FeeAnswer.Setting(spelling: $0) }, isPretty: false)
  }
}
