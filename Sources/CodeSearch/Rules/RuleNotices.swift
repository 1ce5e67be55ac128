internal import CodingKnowledge

/// What an answer has to say about the data that it rests on.
enum RuleNotices {
  static func notLoaded(_ series: Series) -> Notice {
    Notice("not-loaded", "no \(series.publication) is loaded; \(series.file) would fill this")
  }

  static func otherRelease(_ basis: DataBasis, day: Day) -> Notice {
    Notice(
      "release-not-loaded",
      "\(basis.title): the release in force on \(day) is not loaded; answered from \(basis.description)")
  }
}

extension Series {
  /// What the publication is called.
  var publication: String {
    switch self {
    case .practitionerEdits: "table of NCCI PTP edits for practitioners"
    case .hospitalEdits: "table of NCCI PTP edits for outpatient hospitals"
    case .practitionerUnits: "MUE table for practitioners"
    case .hospitalUnits: "MUE table for outpatient hospitals"
    case .supplierUnits: "MUE table for DME suppliers"
    case .addOnEdits: "table of NCCI add-on code edits"
    case .fees: "physician fee schedule"
    case .localities: "table of payment localities (GPCI)"
    case .coverage: "coverage database"
    case .documents: "guideline or manual"
    case .crosswalk: "crosswalk"
    default: "list of codes"
    }
  }

  /// The file that would fill it, as its publisher names it.
  var file: String {
    switch self {
    case .practitionerEdits: "CMS ccipra-vNNNrN-f1 to f4 (.txt or .xlsx)"
    case .hospitalEdits: "CMS ccioph-vNNNrN-f1 to f4 (.txt or .xlsx)"
    case .practitionerUnits: "CMS MCR_MUE_PractitionerServices_Eff_MM-DD-YYYY.csv"
    case .hospitalUnits: "CMS MCR_MUE_OutpatientHospitalServices_Eff_MM-DD-YYYY.csv"
    case .supplierUnits: "CMS MCR_MUE_DMESupplierServices_Eff_MM-DD-YYYY.csv"
    case .addOnEdits: "CMS AOC_VyyyyQn-MCR.xlsx"
    case .fees: "CMS PPRRVUyyyy_Mon.csv"
    case .localities: "CMS GPCIyyyy.csv"
    case .coverage: "CMS ncd_csv, current_lcd_csv and current_article_csv"
    case .documents: "the guidelines' PDF or an NCCI or Medicare manual"
    case .crosswalk: "CMS 2018_I10gem.txt and 2018_I9gem.txt"
    default: "the official code files"
    }
  }
}
