import CodeSearch
import CodeSearchTestKit
import CodingKnowledge
import Testing

@Suite struct FeeTests {
  private func line(_ code: String, locality: String? = nil) throws -> FeeAnswer.Line {
    let answer = try Billing.searcher.fee(of: code, locality: locality, on: Billing.today)
    return try #require(answer.lines.first)
  }

  // 1.00 + 2.00 + 0.10 and 1.00 + 1.50 + 0.10 relative values at 33.4009 dollars.
  @Test func `National amounts are the relative values times the conversion factor`() throws {
    let line = try line("99213")
    #expect(line.nonFacilityTotal == 310 && line.facilityTotal == 260)
    #expect(line.nonFacilityAmount == 10_354 && line.facilityAmount == 8_684)
  }

  // 1.00 × 1.1 + 2.00 × 1.2 + 0.10 × 0.5 = 3.55; with 1.50 in the middle 2.95.
  @Test(arguments: ["01112-05", "0111205", "05", "Bay South", "south"])
  func `Each relative value is weighted by the index of the locality, however that is named`(locality: String) throws {
    let line = try line("99213", locality: locality)
    #expect(line.nonFacilityAmount == 11_857 && line.facilityAmount == 9_853)
  }

  @Test(arguments: [("CA", "2 localities match"), ("bay", "2 localities match"), ("Nowhere", "no locality Nowhere")])
  func `A locality that is several or none is refused`(locality: String, message: String) {
    let error = #expect(throws: CodeSearchError.self) {
      try Billing.searcher.fee(of: "99213", locality: locality, on: Billing.today)
    }
    #expect(error?.code == .query && error?.message.contains(message) == true)
  }

  @Test func `A service that is not done in a setting has no amount there`() throws {
    let line = try line("70003")
    #expect(line.nonFacilityTotal == nil && line.nonFacilityAmount == nil && line.facilityAmount == 8_684)
  }

  @Test(arguments: ["50001", "50002", "50005", "50006"])
  func `A status that is not paid by relative values has no amount`(code: String) throws {
    let line = try line(code)
    #expect(line.nonFacilityAmount == nil && line.facilityAmount == nil && line.nonFacilityTotal == 310)
  }

  @Test func `The components of a service are lines of their own`() throws {
    let answer = try Billing.searcher.fee(of: "40001", on: Billing.today)
    #expect(answer.lines.map(\.entry.modifier) == ["", "26", "TC"])
    #expect(answer.basis.map(\.version) == ["2026-01"] && answer.notices.isEmpty)
  }

  @Test func `A code with a modifier has the line of that modifier`() throws {
    #expect(try Billing.searcher.fee(of: "40001-26", on: Billing.today).lines.map(\.entry.modifier) == ["26"])
    let none = try Billing.searcher.fee(of: "40001-59", on: Billing.today)
    #expect(none.lines.count == 3 && none.notices.map(\.code) == ["no-line-of-modifier"])
  }

  @Test func `A code without a line has none, and one that is not loaded is refused`() throws {
    #expect(try Billing.searcher.fee(of: "10001", on: Billing.today).lines.isEmpty)
    let error = #expect(throws: CodeSearchError.self) { try Billing.searcher.fee(of: "Q0000", on: Billing.today) }
    #expect(error?.code == .query)
  }

  @Test func `Where no schedule is loaded the answer names the file that would fill it`() throws {
    let answer = try Clinic.searcher.fee(of: "99213", locality: "05", on: Clinic.today)
    #expect(answer.lines.isEmpty && answer.notices.map(\.code) == ["not-loaded", "not-loaded"])
    #expect(answer.notices[0].message.contains("PPRRVU") && answer.notices[1].message.contains("GPCI"))
  }
}

/// The published schedule of October 2025, whose line of 99213 has the relative values 1.30, 1.35 (facility 0.57) and 0.10
/// and the conversion factor 32.3465; the indices of Los Angeles are 1.042, 1.194 and 0.690.
@Suite(.enabled(if: PublishedRules.isThere, "the published files are not beside the package (../shared/data)"))
struct PublishedFeeTests {
  @Test func `The amounts of a visit are those worked out by hand`() throws {
    let index = try TestIndex(
      paths: ["fees/PPRRVU2025_Oct.nodesc.csv", "fees/GPCI2025.csv"].map { PublishedRules.root + "/" + $0 })
    let day = Clinic.day("2025-11-15")
    let national = try index.searcher.fee(of: "99213", on: day)
    #expect(national.lines.map(\.nonFacilityTotal) == [275] && national.lines.map(\.facilityTotal) == [197])
    // 2.75 × 32.3465 = 88.952875; 1.97 × 32.3465 = 63.722605.
    #expect(national.lines.map(\.nonFacilityAmount) == [8_895] && national.lines.map(\.facilityAmount) == [6_372])
    let local = try index.searcher.fee(of: "99213", locality: "01182-18", on: day)
    #expect(local.locality?.name.hasPrefix("LOS ANGELES") == true)
    // (1.30 × 1.042 + 1.35 × 1.194 + 0.10 × 0.690) × 32.3465 = 3.0355 × 32.3465 = 98.18780.
    // (1.30 × 1.042 + 0.57 × 1.194 + 0.10 × 0.690) × 32.3465 = 2.10418 × 32.3465 = 68.06286.
    #expect(local.lines.map(\.nonFacilityAmount) == [9_819] && local.lines.map(\.facilityAmount) == [6_806])
    #expect(local.basis.map(\.version) == ["2025-10", "2025-01"] && local.notices.isEmpty)
  }
}
