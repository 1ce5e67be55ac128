/// Encodes and compresses the records of a part beside a ``PartAssembler``, on another core.
public struct RecordPacker {
  private(set) var records = PackedRecords.Builder()

  public init() {}

  /// Adds the record of the next target.
  public mutating func add(_ record: TargetRecord) { records.add(record) }
}
