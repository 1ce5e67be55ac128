import CodeSearchTestKit
import Foundation
import Testing

/// Cards on the starter corpus with the published lines about a few codes: numbers and indicators as CMS states them.
@Suite("RealExcerpt", .enabled(if: PublishedData.isThere, "../shared/data is not there"))
struct RealExcerptTests {
  private static let procedures = "38780|38564|38770|49203|99213|45378|20610|G0463|G0008|E0601|J0897"

  /// Built once, and removed when the program ends.
  private static let built = Result { () throws -> String in
    let folder = try CodeSearchTestKit.TemporaryFolder.make()
    let cut = try CommandRun.shell(
      """
      set -e
      data='\(PublishedData.root)'
      cd '\(folder)'
      mkdir -p mcd-2025-06
      for setting in practitioner hospital; do
        gzip -dc "$data/ncci/ptp-$setting-2024q3-subset.tsv.gz" |
          awk -F'\\t' 'NR == 1 || ($1 ~ /^(\(procedures))$/ && $2 ~ /^(\(procedures))$/)' > ptp-$setting-2024q3.tsv
      done
      for table in practitioner-2026q2 hospital-2024q3 dme-2024q3; do
        awk -F, 'NR <= 2 || $1 ~ /^(\(procedures))$/' "$data/ncci/mue-$table.csv" > mue-$table.csv
      done
      awk -F'\\t' 'NR == 1 || $2 ~ /^(\(procedures))$/ || $4 ~ /^(\(procedures))$/' "$data/ncci/aoc-2026q2.tsv" > aoc-2026q2.tsv
      awk -F, 'NR <= 10 || $1 ~ /^(\(procedures))$/' "$data/fees/PPRRVU2025_Oct.nodesc.csv" > PPRRVU2025_Oct.csv
      grep '^E119 ' "$data/crosswalk/gems-2018/2018_I10gem.txt" > 2018_I10gem.txt
      grep ' E119 ' "$data/crosswalk/gems-2018/2018_I9gem.txt" > 2018_I9gem.txt
      lcd="$data/coverage/mcd-2025-06/current_lcd_csv"
      awk 'NR == 1 || /"E0601"/' "$lcd/lcd_x_hcpc_code.csv" > mcd-2025-06/lcd_x_hcpc_code.csv
      awk 'NR == 1 || /^"?33718"?,/' "$lcd/lcd_related_ncd_documents.csv" > mcd-2025-06/lcd_related_ncd_documents.csv
      """)
    try #require(cut.status == 0, "\(cut.errors)")
    let run = try CommandRun.of(
      ["index", "--no-corpus", "--index", folder + "/index", CommandRun.packageRoot + "/Corpus", folder])
    try #require(run.status == 0, "\(run.errors)")
    return folder
  }

  @Test(
    "the card of each stands as recorded",
    arguments: ["38780", "38564", "99213", "45378", "G0008", "E0601", "J0897", "E11.9"])
  func cards(code: String) throws {
    let run = try CommandRun.of(["show", "--index", try Self.built.get() + "/index", "--on", "2026-05-01", code])
    #expect(run.status == 0, "\(run.errors)")
    try Golden.expect(run.output, "excerpt-show-\(code)")
  }

  @Test("edits, fees and a check stand as recorded")
  func answers() throws {
    let index = ["--index", try Self.built.get() + "/index", "--on", "2026-05-01"]
    let claim = ["--dx", "E11.9", "--code", "99213", "20610x3", "38780", "38770", "E0601"]
    for (name, arguments) in [
      ("edits", ["edits", "38780", "38770", "G0463", "J0897"]), ("fee", ["fee", "38780"]), ("check", ["check"] + claim),
    ] {
      let run = try CommandRun.of(arguments + index)
      #expect(run.status == 0, "\(run.errors)")
      try Golden.expect(run.output, "excerpt-\(name)")
    }
  }
}
