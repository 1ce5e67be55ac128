/// Encodes and compresses the records of a part, for which a ``PartAssembler`` need not wait: both may work at the same time.
public struct RecordPacker {
  var records = PackedRecords.Builder()

  public init() {}

  /// Adds the record of the next target.
  public mutating func add(_ record: TargetRecord) { records.add(record) }
}
