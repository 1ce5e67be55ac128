import CodingKnowledge
import Testing

struct ReleaseTests {
  @Test func `A fiscal year begins in October of the year before`() {
    let release = Release.fiscalYear(2026, .icd10cm)
    #expect(release.version == "2026")
    #expect(release.scope == .icd10cm)
    #expect(release.effective == DayRange(from: Day(iso: "2025-10-01"), through: Day(iso: "2026-09-30")))
  }

  @Test func `Fiscal years follow each other without gap or overlap`() {
    for year in 2014...2040 {
      let next = Release.fiscalYear(year + 1, .icd10pcs).effective.from
      #expect(Release.fiscalYear(year, .icd10pcs).effective.through.map { $0 + 1 } == next)
    }
  }

  @Test(arguments: [
    (4, "2026-04", "2026-04-01"), (1, "2026-01", "2026-01-01"), (9, "2026-09", "2026-09-01"),
    (10, "2026-10", "2025-10-01"),
    (12, "2026-12", "2025-12-01"),
  ])
  func `An update within the year begins with its month`(month: Int, version: String, first: String) {
    let release = Release.fiscalYear(2026, month: month, .msdrg)
    #expect(release.version == version)
    #expect(release.effective == DayRange(from: Day(iso: first), through: Day(iso: "2026-09-30")))
  }

  @Test func `An April update sorts behind its year and before the next`() {
    let versions = [
      Release.fiscalYear(2027, .icd10cm), .fiscalYear(2026, month: 4, .icd10cm), .fiscalYear(2026, .icd10cm),
    ].map(\.version)
    #expect(versions.sorted() == ["2026", "2026-04", "2027"])
  }

  @Test func `A month that the calendar has not is taken for none`() {
    #expect(Release.fiscalYear(2026, month: 13, .icd10cm).effective.from == Day(iso: "2025-10-01"))
  }
}
