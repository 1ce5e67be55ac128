/// The columns of the relative value file that are read, and where they stand in both forms. The descriptor, the totals
/// (sums of the others) and what is used for outpatient hospitals only are not among them.
enum RelativeValueColumn: CaseIterable {
  case code, modifier, status, work, nonFacility, nonFacilityFlag, facility, facilityFlag, malpractice
  case component, globalDays, preoperative, intraoperative, postoperative
  case multiple, bilateral, assistant, coSurgeons, team, endoscopicBase, conversionFactor, supervision

  /// The columns in a line of the form of fixed width.
  var range: ClosedRange<Int> { place.range }

  /// The field in a row of 31, from 0, and the columns in a line.
  private var place: (field: Int, range: ClosedRange<Int>) {
    switch self {
    case .code: (0, 1...5)
    case .modifier: (1, 6...7)
    case .status: (3, 58...58)
    case .work: (5, 60...65)
    case .nonFacility: (6, 67...72)
    case .nonFacilityFlag: (7, 73...74)
    case .facility: (8, 76...81)
    case .facilityFlag: (9, 82...83)
    case .malpractice: (10, 85...89)
    case .component: (13, 103...103)
    case .globalDays: (14, 104...106)
    case .preoperative: (15, 107...109)
    case .intraoperative: (16, 110...112)
    case .postoperative: (17, 113...115)
    case .multiple: (18, 116...116)
    case .bilateral: (19, 117...117)
    case .assistant: (20, 118...118)
    case .coSurgeons: (21, 119...119)
    case .team: (22, 120...120)
    case .endoscopicBase: (23, 128...132)
    case .conversionFactor: (24, 133...140)
    case .supervision: (25, 142...143)
    }
  }

  /// The columns up to which every line goes.
  static let lineLength = 171

  /// True for a line of the form of fixed width: a code, a status, and the points of numbers where they must be.
  static func isLine(_ line: UnsafeRawBufferPointer) -> Bool {
    line.count >= lineLength && line.field(1...5).count == 5 && line.field(1...5).isCodeText
      && line.byte(58).isCapital && line.byte(63) == UInt8(ascii: ".") && line.byte(136) == UInt8(ascii: ".")
  }

  /// Where the fields stand in a row, as its headings tell: 31 of them until 2025; since 2026 one more, before the
  /// endoscopic base.
  struct Layout {
    let count: Int
    private let inserted: Int?

    /// Nil where `row` is not the last row of the headings, which repeats names: only their order tells them apart.
    init?(_ row: [String]) {
      let names = row.map { $0.split(separator: " ").joined(separator: " ").uppercased() }
      count = names.count
      switch names {
      case Layout.headings: inserted = nil
      case Layout.headings[..<Layout.insertion] + ["IND"] + Layout.headings[Layout.insertion...]:
        inserted = Layout.insertion
      default: return nil
      }
    }

    func position(_ column: RelativeValueColumn) -> Int {
      let field = column.place.field
      return inserted.map { field >= $0 } ?? false ? field + 1 : field
    }

    private static let insertion = 23
    private static let headings = [
      "HCPCS", "MOD", "DESCRIPTION", "CODE", "PAYMENT", "RVU", "PE RVU", "INDICATOR", "PE RVU", "INDICATOR", "RVU",
      "TOTAL", "TOTAL", "IND", "DAYS", "OP", "OP", "OP", "PROC", "SURG", "SURG", "SURG", "SURG", "BASE", "FACTOR",
      "PROCEDURES", "FLAG", "INDICATOR", "AMOUNT", "AMOUNT", "AMOUNT",
    ]
  }
}
