/// The releases of FHIR that are spoken.
enum FHIRVersion: String, Sendable, CaseIterable {
  case r4, r5

  var root: String { "/fhir/\(rawValue)" }

  /// The release's number as `CapabilityStatement.fhirVersion` has it.
  var number: String { self == .r4 ? "4.0.1" : "5.0.0" }

  /// The same as `$versions` has it.
  var shortNumber: String { self == .r4 ? "4.0" : "5.0" }
}
