/// One published state of a code system or document: `ICD-10-CM 2026-04`, in force from one day through another.
public struct Release: Sendable, Hashable {
  public var scope: Scope
  /// The version as its publisher counts: a fiscal year (`2026`), a year and month (`2026-04`), a quarter (`2025-10`).
  /// Versions of one scope sort as text in order of time.
  public var version: String
  public var effective: DayRange

  public init(scope: Scope, version: String, effective: DayRange) {
    self.scope = scope
    self.version = version
    self.effective = effective
  }

  /// The fiscal-year release of ICD-10-CM, ICD-10-PCS or the MS-DRGs: `fiscalYear(2026, .icd10cm)` is in force from
  /// 2025-10-01 through 2026-09-30. With `month` (an April update) it begins on the first of that month instead.
  public static func fiscalYear(_ year: Int, month: Int? = nil, _ scope: Scope) -> Release {
    let start =
      month.flatMap { Day(year: $0 >= 10 ? year - 1 : year, month: $0, day: 1) }
      ?? Day(year: year - 1, month: 10, day: 1)
    let version = month.map { "\(year)-\($0 < 10 ? "0" : "")\($0)" } ?? String(year)
    return Release(
      scope: scope, version: version, effective: DayRange(from: start, through: Day(year: year, month: 9, day: 30)))
  }
}

/// What a source file contributes. Releases of one series of one scope replace each other in time; different series
/// (the list of codes, the notes, an index) stand beside each other.
public enum Series: UInt8, Sendable, Hashable, CaseIterable {
  /// The list of codes with their titles: order file, codes file, PCS tables, HCPCS file.
  case codes = 1
  /// The tabular list: notes, inclusion terms, 7th characters, chapters and blocks.
  case tabular = 2
  case index = 3
  case externalCauses = 4
  case neoplasms = 5
  case drugs = 6
  case definitions = 7
  /// Lists of changes between two releases.
  case addenda = 8
  /// Knowledge files in our own format.
  case knowledge = 9
  /// Several descriptors per code from a licensed file.
  case descriptors = 10
  case crosswalk = 11
  /// PTP edits, MUE tables and the fee schedule are published by quarter; each setting is a series of its own.
  case practitionerEdits = 12
  case hospitalEdits = 13
  case practitionerUnits = 14
  case hospitalUnits = 15
  case supplierUnits = 16
  case addOnEdits = 17
  case fees = 18
  case localities = 19
  /// Coverage texts: the national and local coverage databases, by their week or day of export.
  case coverage = 20
  /// Guidelines, manuals and documents of the user's own.
  case documents = 21
  /// Lists of the local coverage texts by title. They and the next two hold a part of the database only, so that what a
  /// newer one of another kind leaves out has not ended.
  case coverageTitles = 22
  /// Bodies of local coverage texts from elsewhere than the database's own tables.
  case coverageBodies = 23
  /// Maps from procedure to diagnoses that were made from coverage texts.
  case coverageMap = 24
  /// Other names of codes from an open terminology or a list of a user's.
  case terminology = 25
}
