public import CodingKnowledge

/// The compact form of the rules that govern codes, without the codes: kept values and parts both use it.
extension PTPEdit.Terms {
  public func encode(into writer: inout ByteWriter) {
    writer.u8(setting.rawValue | (predates1996 ? 0x80 : 0))
    writer.u8(indicator.rawValue)
    writer.day(effective?.number)
    writer.day(deletion?.number)
    // Nearly every edit has one of the twelve rationales of the files.
    let known = PTPEdit.knownRationales.firstIndex(of: rationale).map { $0 + 1 } ?? 0
    writer.u8(UInt8(known))
    if known == 0 { writer.string(rationale) }
  }

  public init?(from reader: inout ByteReader) {
    let flags = reader.u8()
    guard let setting = CareSetting(rawValue: flags & 0x7F),
      let indicator = PTPEdit.ModifierIndicator(rawValue: reader.u8())
    else { return nil }
    let effective = reader.day().map(Day.init(number:))
    let deletion = reader.day().map(Day.init(number:))
    let known = Int(reader.u8())
    guard known <= PTPEdit.knownRationales.count else { return nil }
    let rationale = known == 0 ? reader.string() : PTPEdit.knownRationales[known - 1]
    self.init(
      setting: setting, indicator: indicator, effective: effective, deletion: deletion, rationale: rationale,
      predates1996: flags & 0x80 != 0)
  }
}

extension AddOnEdit.Terms {
  public func encode(into writer: inout ByteWriter) {
    writer.u8(type)
    writer.day(validity.from?.number)
    writer.day(validity.through?.number)
    writer.string(note)
  }

  public init(from reader: inout ByteReader) {
    let type = reader.u8()
    let from = reader.day().map(Day.init(number:))
    let through = reader.day().map(Day.init(number:))
    self.init(type: type, validity: DayRange(from: from, through: through), note: reader.string())
  }
}

extension CoverageListing.Terms {
  public func encode(into writer: inout ByteWriter) {
    writer.u8(list.rawValue | (hasAsterisk ? 0x80 : 0))
    writer.varint(group)
  }

  public init?(from reader: inout ByteReader) {
    let flags = reader.u8()
    guard let list = CoverageListing.List(rawValue: flags & 0x7F) else { return nil }
    self.init(list: list, group: reader.varint(), hasAsterisk: flags & 0x80 != 0)
  }
}

extension MUE {
  /// Appends the limit without its code.
  public func encode(into writer: inout ByteWriter) {
    writer.u8(setting.rawValue)
    writer.varint(units)
    writer.u8(adjudication.rawValue)
    writer.string(rationale)
  }

  public init?(_ target: Target, from reader: inout ByteReader) {
    guard let setting = CareSetting(rawValue: reader.u8()) else { return nil }
    let units = reader.varint()
    guard let adjudication = Adjudication(rawValue: reader.u8()) else { return nil }
    self.init(target, setting: setting, units: units, adjudication: adjudication, rationale: reader.string())
  }
}

extension FeeScheduleEntry {
  /// Appends the line without its code.
  public func encode(into writer: inout ByteWriter) {
    for text in [
      modifier, status, componentIndicator, globalDays, multipleProcedures, bilateralSurgery, assistantAtSurgery,
      coSurgeons, teamSurgery, endoscopicBase, supervision,
    ] {
      writer.string(text)
    }
    for number in [
      work, nonFacilityPracticeExpense, facilityPracticeExpense, malpractice, preoperative, intraoperative,
      postoperative, conversionFactor,
    ] {
      writer.varint(number)
    }
    writer.u8((isNotNonFacility ? 1 : 0) | (isNotFacility ? 2 : 0))
  }

  public init(_ target: Target, from reader: inout ByteReader) {
    self.init(target, modifier: reader.string(), status: reader.string())
    componentIndicator = reader.string()
    globalDays = reader.string()
    multipleProcedures = reader.string()
    bilateralSurgery = reader.string()
    assistantAtSurgery = reader.string()
    coSurgeons = reader.string()
    teamSurgery = reader.string()
    endoscopicBase = reader.string()
    supervision = reader.string()
    work = reader.varint()
    nonFacilityPracticeExpense = reader.varint()
    facilityPracticeExpense = reader.varint()
    malpractice = reader.varint()
    preoperative = reader.varint()
    intraoperative = reader.varint()
    postoperative = reader.varint()
    conversionFactor = reader.varint()
    let flags = reader.u8()
    isNotNonFacility = flags & 1 != 0
    isNotFacility = flags & 2 != 0
  }
}

extension Locality {
  /// Appends the locality without its target.
  public func encode(into writer: inout ByteWriter) {
    writer.string(state)
    writer.string(name)
    for number in [work, practiceExpense, malpractice] { writer.varint(number) }
  }

  public init(_ target: Target, from reader: inout ByteReader) {
    self.init(
      target, state: reader.string(), name: reader.string(), work: reader.varint(), practiceExpense: reader.varint(),
      malpractice: reader.varint())
  }
}
