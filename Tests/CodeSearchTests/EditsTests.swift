import CodeSearch
import CodeSearchTestKit
import CodingKnowledge
import Testing

@Suite struct EditsTests {
  private func pair(
    _ first: String, _ second: String, on day: Day = Billing.today, setting: CareSetting = .practitioner
  ) throws -> PairAnswer {
    let answer = try Billing.searcher.edits(of: first, with: [second], on: day, setting: setting)
    #expect(answer.pairs.count == 1)
    return try #require(answer.pairs.first)
  }

  @Test(arguments: [
    ("10001", "10009", PairAnswer.Verdict.none), ("10002", "10004", .none), ("10001", "10002", .inForce),
    ("10002", "10001", .inForce), ("10001", "10004", .notInForce), ("10001", "10005", .notInForce),
    ("10006", "10001", .notInForce), ("10001", "10007", .inForce), ("10003", "10002", .notInForce),
    ("10008", "99213", .inForce),
  ])
  func `A pair has no edit, one that is not in force, or one that is`(
    first: String, second: String, verdict: PairAnswer.Verdict
  ) throws {
    #expect(try pair(first, second).verdict == verdict)
  }

  @Test(arguments: [false, true])
  func `The answer has its columns as the file has them, whichever code is asked first`(isReversed: Bool) throws {
    let answer = try isReversed ? pair("10003", "10001") : pair("10001", "10003")
    let edit = try #require(answer.edits.first)
    #expect(answer.edits.count == 1)
    #expect(edit.column1 == Target(.cpt, "10001") && edit.column2 == Target(.cpt, "10003"))
    #expect(edit.standing == .inForce && edit.versions == ["2026-01"])
    #expect(
      edit.terms
        == PTPEdit.Terms(
          setting: .practitioner, indicator: .allowed, effective: Day(iso: "2020-01-01"), deletion: nil,
          rationale: "Rationale of a test"))
  }

  @Test func `Every episode is told, the one in force first`() throws {
    let edits = try pair("10001", "10007").edits
    #expect(edits.map(\.standing.name) == ["in-force", "ended", "ended"])
    #expect(edits[0].terms.indicator == .notAllowed)
    #expect(
      Set(edits.dropFirst().map(\.standing))
        == [.ended(Clinic.day("2019-12-31")), .ended(Clinic.day("2022-12-31"))])
  }

  @Test(arguments: [
    ("10001", "10004", RuleStanding.neverInForce), ("10002", "10003", .neverInForce),
    ("10001", "10006", .future(Clinic.day("2026-03-01"))),
  ])
  func `An edit that is not in force says why`(first: String, second: String, standing: RuleStanding) throws {
    #expect(try pair(first, second).edits.map(\.standing) == [standing])
  }

  @Test(arguments: [
    ("2025-12-31", PairAnswer.Verdict.inForce), ("2026-01-01", .notInForce), ("2026-02-28", .notInForce),
  ])
  func `An edit holds through its last day`(day: String, verdict: PairAnswer.Verdict) throws {
    #expect(try pair("10001", "10005", on: Clinic.day(day)).verdict == verdict)
  }

  @Test(arguments: ["2025-12-31", "2026-01-01"])
  func `An episode that a newer quarter ended is told once`(day: String) throws {
    #expect(try pair("10001", "10005", on: Clinic.day(day)).edits.count == 1)
  }

  @Test(arguments: [("2026-02-28", PairAnswer.Verdict.notInForce), ("2026-03-01", .inForce)])
  func `An edit holds from its first day`(day: String, verdict: PairAnswer.Verdict) throws {
    #expect(try pair("10001", "10006", on: Clinic.day(day)).verdict == verdict)
  }

  @Test func `The indicator says what a modifier does`() throws {
    #expect(try pair("10001", "10002").edits[0].meaning.contains("no modifier changes that"))
    #expect(try pair("10001", "10003").edits[0].meaning.contains("unless an NCCI-associated modifier"))
    #expect(try pair("10001", "10004").edits[0].meaning.contains("deleted with effect from its first day"))
  }

  @Test func `Each setting has edits of its own, and suppliers have none`() throws {
    #expect(try pair("10001", "10009", setting: .hospital).verdict == .inForce)
    #expect(try pair("10001", "10003", setting: .hospital).edits.map(\.terms.indicator) == [.notAllowed])
    #expect(try pair("10001", "10002", setting: .hospital).verdict == .none)
    let supplier = try Billing.searcher.edits(of: "E0100", with: ["10001"], on: Billing.today, setting: .supplier)
    #expect(supplier.pairs.map(\.verdict) == [.none])
    #expect(supplier.unitLimit?.units == 1 && supplier.unitLimit?.adjudication == .claimLine)
  }

  @Test func `An empty effective date is said to be empty, and only then`() throws {
    let without = try Billing.searcher.edits(of: "99213", with: ["10008"], on: Billing.today)
    #expect(without.notices.map(\.code) == ["effective-date-unknown"])
    #expect(without.pairs[0].edits[0].terms.effective == nil)
    #expect(try Billing.searcher.edits(of: "10001", with: ["10008"], on: Billing.today).notices.isEmpty)
  }

  @Test func `A summary counts what is in force and lists as many as asked for`() throws {
    let all = try Billing.searcher.edits(of: "10001", on: Billing.today)
    #expect(all.column1Count == 4 && all.column2Count == 0)
    #expect(all.column1.map(\.column2.identifier) == ["10002", "10003", "10007", "10008"])
    let few = try Billing.searcher.edits(of: "10001", on: Billing.today, limit: 2)
    #expect(few.column1Count == 4 && few.column1.map(\.column2.identifier) == ["10002", "10003"])
    let second = try Billing.searcher.edits(of: "10008", on: Billing.today)
    #expect(second.column1Count == 0 && second.column2.map(\.column1.identifier) == ["10001", "99213"])
    #expect(all.basis.contains { $0.version == "2026-01" && $0.isOfTheDay })
  }

  @Test func `Add-on rules are told from both sides`() throws {
    let addOn = try Billing.searcher.edits(of: "20002", with: ["20001"], on: Billing.today)
    #expect(addOn.primaries.map(\.primary?.identifier) == ["20001", "20006"])
    #expect(addOn.pairs[0].addOns.map(\.addOn.identifier) == ["20002"] && addOn.pairs[0].verdict == .none)
    let primary = try Billing.searcher.edits(of: "20001", on: Billing.today)
    #expect(
      primary.addOns.filter { $0.standing == .inForce }.map(\.addOn.identifier) == ["20002", "20004"])
    let byContractor = try Billing.searcher.edits(of: "20003", on: Billing.today)
    #expect(byContractor.primaries.map(\.primary) == [nil] && byContractor.addOns.isEmpty)
  }

  @Test(arguments: [("10001", "Q0000"), ("E11.9", "10001"), ("", "10001")])
  func `A code that is no loaded procedure is refused`(first: String, second: String) throws {
    let error = #expect(throws: CodeSearchError.self) {
      try Billing.searcher.edits(of: first, with: [second], on: Billing.today)
    }
    #expect(error?.code == .query)
  }

  @Test func `A file of next quarter that is loaded early does not answer today`() throws {
    let index = try TestIndex(
      Billing.codes + [
        Billing.pairFile("ccipra-v320r0.txt", ["10001\t10002\t\t20200101\t*\t0"]),
        Billing.pairFile(
          "ccipra-v321r0.txt",
          [
            "10001\t10002\t\t20200101\t20260331\t0", "10001\t10003\t\t20260401\t*\t0", "10001\t10004\t\t20200101\t*\t1",
            "10001\t10005\t\t\t*\t1",
          ]),
      ])
    func verdicts(_ day: String) throws -> [PairAnswer.Verdict] {
      try index.searcher.edits(of: "10001", with: ["10002", "10003", "10004", "10005"], on: Clinic.day(day))
        .pairs.map(\.verdict)
    }
    #expect(try verdicts("2026-03-31") == [.inForce, .notInForce, .notInForce, .notInForce])
    #expect(try verdicts("2026-04-01") == [.notInForce, .inForce, .inForce, .inForce])
    let today = try index.searcher.edits(of: "10001", with: ["10003", "10004", "10005"], on: Billing.today)
    #expect(today.pairs.map { $0.edits[0].standing } == Array(repeating: .future(Clinic.day("2026-04-01")), count: 3))
    #expect(today.basis.map(\.version) == ["2026-01"])
  }

  @Test(arguments: [
    (["ccipra-v320r0-f1.txt"], "f2, f3, f4 is not loaded"),
    (["ccipra-v320r0-f1.txt", "ccipra-v320r0-f2.txt", "ccipra-v320r0-f4.txt"], "f3 is not loaded"),
    (["ptp-practitioner-2026q1-subset.txt"], "only a part of the table"),
    ((1...4).map { "ccipra-v320r0-f\($0).txt" }, nil), (["ccipra-v320r0.txt"], nil),
  ])
  func `A table of which files are missing says so where no edit is on file`(names: [String], message: String?) throws {
    let index = try TestIndex(
      Billing.codes + names.map { Billing.pairFile($0, ["10001\t10002\t\t20200101\t*\t0"]) })
    let answer = try index.searcher.edits(of: "10001", with: ["10003"], on: Billing.today)
    #expect(answer.pairs.map(\.verdict) == [.none])
    let found = answer.notices.first { $0.code == "part-of-table" }?.message
    #expect(message.map { found?.contains($0) == true } ?? (found == nil), "\(found ?? "")")
    var claim = Claim(on: Billing.today)
    claim.lines = [try Claim.Line("10001"), try Claim.Line("10003")]
    let gaps = index.searcher.check(claim).gaps.map(\.why)
    #expect(gaps.contains { message.map($0.contains) ?? false } == (message != nil), "\(gaps)")
  }

  @Test func `An answer on a day of another quarter says so`() throws {
    let later = try Billing.searcher.edits(of: "10001", with: ["10002"], on: Clinic.day("2026-08-01"))
    #expect(later.pairs.map(\.verdict) == [.inForce])
    #expect(later.notices.map(\.code).contains("release-not-loaded"))
    let bare = try Clinic.searcher.edits(of: "99213", on: Clinic.today)
    #expect(bare.notices.allSatisfy { $0.code == "not-loaded" } && bare.notices.count == 3)
  }
}
