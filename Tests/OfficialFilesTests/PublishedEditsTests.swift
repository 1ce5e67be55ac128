import CodingKnowledge
import OfficialFiles
import Testing

/// The published edits, limits and fees: the counts of independent parsing, and rows compared with the files by hand.
@Suite(.enabled(if: PublishedFiles.isThere, "the published files are not beside the package"))
struct PublishedEditsTests {
  @Test(arguments: [
    ("ncci/ptp-practitioner-2024q3-subset.tsv.gz", 161_051, 78_712, 104, 6_811, Series.practitionerEdits),
    ("ncci/ptp-hospital-2024q3-subset.tsv.gz", 82_328, 54_607, 101, 2_086, .hospitalEdits),
    ("ncci/ptp-practitioner-2024q3-active-all.tsv.gz", 1_669_820, 1_669_820, 0, 0, .practitionerEdits),
  ])
  func `PTP edits are as many as counted`(
    file: String, count: Int, active: Int, old: Int, neverInForce: Int, series: Series
  ) throws {
    let read = try readPublished(file)
    let edits = read.edits
    #expect(edits.count == count)
    #expect(edits.count(where: { $0.terms.deletion == nil }) == active)
    #expect(edits.count(where: { $0.terms.predates1996 }) == old)
    #expect(edits.count(where: { $0.terms.indicator == .notApplicable }) == neverInForce)
    #expect(Set(edits.map(\.terms.rationale)).isSubset(of: PTPEdit.knownRationales))
    #expect(edits.allSatisfy { $0.terms.effective == nil })
    #expect(read.description.series == series)
    #expect(read.description.release.version == "2024-07")
  }

  @Test func `Both forms of the edits of a quarter agree where they overlap`() throws {
    struct Pair: Hashable { var column1, column2: Target }
    var active: [Pair: PTPEdit.Terms] = [:]
    for edit in try readPublished("ncci/ptp-practitioner-2024q3-active-all.tsv.gz").edits {
      active[Pair(column1: edit.column1, column2: edit.column2)] = edit.terms
    }
    #expect(active.count == 1_669_820)
    let subset = try readPublished("ncci/ptp-practitioner-2024q3-subset.tsv.gz").edits
    let different = subset.filter { $0.terms.deletion == nil }.count { edit in
      var terms = edit.terms
      terms.predates1996 = false
      return active[Pair(column1: edit.column1, column2: edit.column2)] != terms
    }
    #expect(different == 0)
  }

  @Test func `The official layout gives the dates too`() throws {
    let read = try readPublished("ncci/layout/ccipra-v322r0-f1.excerpt.txt")
    #expect(read.edits.count == 57)
    #expect(read.description.release.version == "2026-07")
    #expect(
      read.edits[5]
        == PTPEdit(
          Target(.cpt, "0001A"), Target(.cpt, "90473"),
          PTPEdit.Terms(
            setting: .practitioner, indicator: .notApplicable, effective: Day(iso: "2022-01-01"),
            deletion: Day(iso: "2022-01-01"), rationale: "CPT Manual or CMS manual coding instruction")))
    #expect(read.edits[11].column2 == Target(.hcpcs, "G0008"))
  }

  @Test(arguments: [
    ("ncci/mue-practitioner-2026q2.csv", [41, 5_417, 9_637], Series.practitionerUnits, "2026-04"),
    ("ncci/mue-practitioner-2024q3.csv", [41, 5_157, 9_479], .practitionerUnits, "2024-07"),
    ("ncci/mue-hospital-2024q3.csv", [42, 5_802, 8_784], .hospitalUnits, "2024-07"),
    ("ncci/mue-dme-2024q3.csv", [23, 1_256, 1_649], .supplierUnits, "2024-07"),
    ("ncci/layout/MCR_MUE_PractitionerServices_Eff_07-01-2026.excerpt.csv", [0, 4, 6], .practitionerUnits, "2026-07"),
  ])
  func `Unit limits are as many as counted`(file: String, counts: [Int], series: Series, version: String) throws {
    let read = try readPublished(file)
    let kinds: [MUE.Adjudication] = [.claimLine, .dateOfServicePolicy, .dateOfServiceClinical]
    #expect(kinds.map { kind in read.limits.count { $0.adjudication == kind } } == counts)
    #expect(read.description.series == series)
    #expect(read.description.release.version == version)
  }

  @Test func `Unit limits have their values`() throws {
    let limits = try readPublished("ncci/mue-practitioner-2026q2.csv").limits
    #expect(limits.count == 15_095)
    #expect(limits.count(where: { $0.units == 0 }) == 2_642)
    let expected = [
      MUE(
        Target(.cpt, "38780"), setting: .practitioner, units: 1, adjudication: .dateOfServicePolicy,
        rationale: "Anatomic Consideration"),
      MUE(
        Target(.cpt, "99213"), setting: .practitioner, units: 2, adjudication: .dateOfServiceClinical,
        rationale: "Clinical: Data"),
    ]
    #expect(limits.filter { ["38780", "99213"].contains($0.target.identifier) } == expected)
  }

  @Test func `Workbook and text of the add-on codes say the same`() throws {
    let workbook = try readPublished("ncci/AOC_V2026Q2-MCR.xlsx")
    let text = try readPublished("ncci/aoc-2026q2.tsv")
    #expect(workbook.values == text.values)
    #expect(workbook.description.release == text.description.release)
    #expect(
      text.description.release.effective == DayRange(from: Day(iso: "2026-04-01"), through: Day(iso: "2026-06-30")))
    let edits = text.addOns
    #expect([1, 2, 3].map { type in edits.count { $0.terms.type == type } } == [8_293, 47, 660])
    #expect(Set(edits.map(\.addOn)).count == 830)
    #expect(edits.count(where: { $0.primary == nil }) == 55)
    #expect(edits.count(where: { $0.terms.validity.through != nil }) == 1_260)
    #expect(edits.count(where: { $0.terms.note.hasPrefix("\"Based on Internet-Only Manual") }) == 205)
    #expect(
      edits.first { $0.addOn.identifier == "38746" }
        == AddOnEdit(
          Target(.cpt, "38746"), primary: Target(.cpt, "19260"),
          AddOnEdit.Terms(type: 1, validity: DayRange(from: Day(iso: "2014-01-01"), through: Day(iso: "2019-12-31")))))
  }

  @Test func `Table and lines of the fee schedule say the same`() throws {
    let table = try readPublished("fees/PPRRVU2025_Oct.nodesc.csv")
    let lines = try readPublished("fees/PPRRVU2025_Oct.nodesc.txt")
    #expect(table.fees.count == 19_090)
    #expect(table.values == lines.values)
    #expect(table.description.release == lines.description.release)
    #expect(table.description.release.version == "2025-10")
    #expect(table.fees.count(where: { $0.target.scope == .hcpcs }) == 6_129)
    var entry = FeeScheduleEntry(Target(.cpt, "38780"), status: "A")
    (entry.work, entry.nonFacilityPracticeExpense, entry.facilityPracticeExpense) = (1770, 1072, 1072)
    (entry.malpractice, entry.isNotNonFacility, entry.componentIndicator) = (344, true, "0")
    (entry.globalDays, entry.preoperative, entry.intraoperative, entry.postoperative) = ("090", 11, 73, 16)
    (entry.multipleProcedures, entry.bilateralSurgery, entry.assistantAtSurgery) = ("2", "0", "2")
    (entry.coSurgeons, entry.teamSurgery, entry.supervision, entry.conversionFactor) = ("1", "0", "09", 323_465)
    #expect(table.fees.filter { $0.target.identifier == "38780" } == [entry])
  }

  @Test func `The layout of 2026 is read by its headings`() throws {
    let read = try readPublished("fees/layout/PPRRVU2026_Jul_nonQPP.excerpt.nodesc.csv")
    #expect(read.fees.count == 8)
    #expect(
      read.fees.allSatisfy { $0.conversionFactor == 334_009 && $0.supervision == "09" && $0.endoscopicBase == "" })
    #expect(read.description.release.version == "2026-07")
  }

  @Test func `Payment localities are as many as counted`() throws {
    let read = try readPublished("fees/GPCI2025.csv")
    #expect(read.localities.count == 109)
    #expect(Set(read.localities.map(\.target)).count == 109)
    #expect(
      read.localities[1]
        == Locality(
          Target(.locality, "02102-01"), state: "AK", name: "ALASKA", work: 1500, practiceExpense: 1081,
          malpractice: 592))
    #expect(read.description.release.effective.through == Day(iso: "2025-12-31"))
  }

  @Test(arguments: [
    "fees/25LOCCO.csv", "fees/ANES2025.csv", "fees/OPPSCAP_Oct.csv", "fees/RVU25D.pdf", "ncci/layout/ncci-layout.json",
    "fees/layout/pprrvu-layout.json",
  ])
  func `A file beside them is recognised by no format`(file: String) throws {
    let sources = try SourceOpener.open(PublishedFiles.path(file))
    #expect(sources.map { SourceFormats.format(of: $0.head)?.identifier } == [nil])
  }
}

extension ReadFile {
  var edits: [PTPEdit] { values.compactMap { if case .ptpEdit(let edit) = $0 { edit } else { nil } } }
  var limits: [MUE] { values.compactMap { if case .mue(let limit) = $0 { limit } else { nil } } }
  var addOns: [AddOnEdit] { values.compactMap { if case .addOn(let edit) = $0 { edit } else { nil } } }
  var fees: [FeeScheduleEntry] { values.compactMap { if case .fee(let fee) = $0 { fee } else { nil } } }
  var localities: [Locality] { values.compactMap { if case .locality(let locality) = $0 { locality } else { nil } } }
}
