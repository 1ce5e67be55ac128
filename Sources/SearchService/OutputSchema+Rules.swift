extension JSONValue {
  static let pairEdit = record([
    "column1": text("The code that is paid."), "column2": text("The code that is denied beside it."),
    "indicator": whole("0 no modifier, 1 a modifier may, 9 deleted from its first day."), "meaning": text(),
    "standing": text("in-force, ended, future or never-in-force"), "effective?": text(), "deletion?": text(),
    "rationale": text(), "versions": texts,
  ])
  static let addOn = record([
    "addOn": text(), "primary?": text("Absent where the contractor decides."), "type": whole(), "standing": text(),
    "note": text(),
  ])
  static let unitLimit = record([
    "setting": text(), "units": whole("The MUE."), "adjudication": whole("The MAI."), "meaning": text(),
    "rationale": text(), "version": text(),
  ])

  static let codeEdits = record([
    "format": format, "system": text(), "code": text(), "title": text(), "on": asked, "setting": text(),
    "column1Count": whole("All in force with the code in column 1."), "column2Count": whole(),
    "column1": list(pairEdit), "column2": list(pairEdit),
    "pairs": list(
      record([
        "code": text(), "verdict": text("none, not-in-force or in-force"), "edits": list(pairEdit),
        "addOns": list(addOn),
      ])),
    "primaries": list(addOn), "addOns": list(addOn), "unitLimit?": unitLimit, "basis": basis, "notices": notices,
  ])

  private static let listing = record([
    "code": text(), "list": text("covered, notCovered or procedures"), "group": whole(), "asterisk": flag(),
  ])
  static let coverageText = record([
    "kind": text("ncd, lcd or article"), "identifier": text(), "title": text(), "status": text(),
    "states": list(text(), "Empty where it is national or its states are not loaded."), "contractors": texts,
    "relation": text(), "groups": texts, "listings": list(listing),
    "diagnosisCount": whole("0 where its lists are not loaded."),
  ])

  static let coverageTexts = record([
    "format": format, "system": text(), "code": text(), "title": text(), "on": asked, "state?": text(),
    "texts": list(coverageText), "mapped": list(listing, "Diagnoses from a map by code."), "basis": basis,
    "notices": notices,
  ])

  static let feeLine = record([
    "modifier": text(), "status": text(), "statusMeaning": text(), "work": number("Relative value units."),
    "nonFacilityPracticeExpense?": number(), "facilityPracticeExpense?": number(), "malpractice": number(),
    "nonFacilityTotal?": number("Absent where it is not done there."), "facilityTotal?": number(),
    "nonFacilityAmount?": number("Dollars."), "facilityAmount?": number("Dollars."), "conversionFactor": number(),
    "globalDays": text(), "indicators": ["type": "object", "additionalProperties": text()],
  ])

  static let feeSchedule = record([
    "format": format, "system": text(), "code": text(), "title": text(), "on": asked,
    "locality?": record(["locality": text(), "state": text(), "name": text()]), "lines": list(feeLine), "basis": basis,
    "notices": notices,
  ])

  static let claimReport = record([
    "format": format, "on": asked, "setting": text(), "state?": text(), "diagnoses": texts, "lines": texts,
    "findings": list(
      record([
        "severity": text("error, warning or note"), "rule": text(), "codes": texts, "message": text(),
        "source": text("The rule's own source."), "card?": text(), "remedy": text(),
      ]), "The most severe first."),
    "notChecked": list(record(["what": text(), "why": text()])), "basis": basis,
  ])
}
