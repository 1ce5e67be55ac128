internal import CodeSearch
internal import CodingKnowledge
internal import HTTPTypes
internal import SearchService

/// One request to a Clinical Table: codes that a claim may carry today, by the beginning of the code or by words.
struct ClinicalTableSearch {
  private static let pageLimit = 500
  /// Totals are not counted further.
  private static let totalLimit = 10_000

  private let table: ClinicalTable
  private let searcher: Searcher
  private let day = Day.today
  private let terms: String
  private let searched: Set<String>
  private let displayed: [(field: String, alias: String)]
  private let code: String
  private let extra: [(field: String, alias: String)]
  private let constraint: ClinicalConstraint
  private let limit: Int
  private let offset: Int

  static let routes = ClinicalTable.all.map { table in
    Route(path: "/api/\(table.name)/v3/search", methods: [.get]) { request, searcher in
      .json(try ClinicalTableSearch(table, request.query, searcher).answer().json)
    }
  }

  init(_ table: ClinicalTable, _ query: QueryItems, _ searcher: Searcher) throws(ServerFault) {
    self.table = table
    self.searcher = searcher
    guard let terms = try query.one("terms") else { throw ServerFault(.badRequest, "terms", "\"terms\" is missing") }
    self.terms = terms
    func fields(_ name: String, _ standard: [String]) throws(ServerFault) -> [(field: String, alias: String)] {
      guard let list = try query.one(name), !list.isEmpty else { return standard.map { ($0, $0) } }
      return try table.fields(list)
    }
    searched = Set(try fields("sf", table.searched).map(\.field))
    displayed = try fields("df", table.displayed)
    code = try fields("cf", ["code"]).first?.field ?? "code"
    extra = try fields("ef", [])
    constraint = try ClinicalConstraint(try query.one("q") ?? "", table: table)
    let most = try query.one("maxList")
    let count = try ClinicalTableSearch.number(try query.one("count") ?? "7")
    let start = try ClinicalTableSearch.number(try query.one("offset") ?? "0")
    // An empty maxList is the most there is; with it there are no further pages.
    let size = most == "" ? ClinicalTableSearch.pageLimit : try most.map(ClinicalTableSearch.number) ?? count
    limit = min(size, ClinicalTableSearch.pageLimit)
    offset = most == nil ? start : 0
  }

  private static func number(_ text: String) throws(ServerFault) -> Int {
    guard let number = Int(text), number >= 0 else {
      throw ServerFault(.badRequest, "query", "\"\(text)\" is no whole number from 0 on")
    }
    return number
  }

  // MARK: The answer

  /// Total, codes, extra fields or null, and a list of display strings for each code.
  func answer() throws(ServerFault) -> JSONValue {
    let (total, levels) = try found()
    func value(_ field: String, _ level: CodeCard.Level) -> JSONValue {
      .string(table.value(field, of: level, in: searcher, on: day))
    }
    let columns = Dictionary(
      extra.map { item in (item.alias, JSONValue.array(levels.map { value(item.field, $0) })) },
      uniquingKeysWith: { first, _ in first })
    return [
      .integer(min(total, ClinicalTableSearch.totalLimit)), .array(levels.map { value(code, $0) }),
      extra.isEmpty ? .null : .object(columns),
      .array(levels.map { level in .array(displayed.map { value($0.field, level) }) }),
    ]
  }

  private func found() throws(ServerFault) -> (total: Int, levels: [CodeCard.Level]) {
    let words = terms.split(whereSeparator: \.isWhitespace)
    if searched.contains("code"), words.count <= 1 {
      let prefix = CodeShape.display(CodeShape.key(words.first ?? ""), table.scope)
      let codes = searcher.codes(of: table.scope, startingWith: prefix, billableOnly: true, on: day)
      if !codes.isEmpty { return page(codes) }
    }
    guard !searched.isDisjoint(with: table.texts), !words.isEmpty else { return (0, []) }
    let typed = try search(Self.query(terms))
    if !typed.levels.isEmpty || offset > 0 { return typed }
    // Every word may be a beginning.
    return try search(words.map { Self.query($0) + ($0.utf8.count > 2 ? "*" : "") }.joined(separator: " "))
  }

  private func page(_ codes: some Collection<CodeCard.Level>) -> (total: Int, levels: [CodeCard.Level]) {
    if constraint.isEmpty { return (codes.count, Array(codes.dropFirst(offset).prefix(limit))) }
    let kept = codes.filter(isAllowed)
    return (kept.count, Array(kept.dropFirst(offset).prefix(limit)))
  }

  private func isAllowed(_ level: CodeCard.Level) -> Bool {
    constraint.holds { table.value($0, of: level, in: searcher, on: day) }
  }

  /// Words as they are typed: signs of the query language mean nothing here.
  private static func query(_ text: some StringProtocol) -> String {
    text.lowercased().split { $0.isWhitespace || "\"()*:=|".contains($0) }.map { $0.drop { $0 == "-" } }
      .joined(separator: " ")
  }

  private func search(_ query: String) throws(ServerFault) -> (total: Int, levels: [CodeCard.Level]) {
    guard !query.isEmpty else { return (0, []) }
    var request = SearchRequest(query, on: day)
    request.scopes = [table.scope]
    request.billableOnly = true
    request.completesLastWord = true
    request.limit = constraint.isEmpty ? max(limit, 1) : SearchRequest.limits.upperBound
    request.offset = constraint.isEmpty ? min(offset, SearchRequest.offsets.upperBound) : 0
    let response: SearchResponse
    do {
      response = try searcher.search(request)
    } catch {
      throw ServerFault(error)
    }
    // All words have to match.
    let levels = response.hits.filter(\.coversQuery).map { hit in
      CodeCard.Level(target: hit.target, title: hit.title, billable: hit.billable, status: hit.status)
    }
    guard constraint.isEmpty else { return page(levels) }
    return levels.isEmpty && offset == 0 ? (0, []) : (response.total, Array(levels.prefix(limit)))
  }
}
