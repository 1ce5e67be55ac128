import CodeSearchTestKit
import Foundation
import Testing

/// Asks a server in the manner of FHIR.
struct FHIRClient {
  private let server: ServerProcess
  static let icd = "http://hl7.org/fhir/sid/icd-10-cm"
  static let hcpcs = "http://www.cms.gov/Medicare/Coding/HCPCSReleaseCodeSets"

  init() throws { server = try ServerProcess(index: try Ward.index.get().root) }

  var port: Int { server.port }

  func get(_ path: String, _ parameters: KeyValuePairs<String, String> = [:], fhir: String = "r4") throws
    -> RawConnection.Answer
  {
    var unreserved = CharacterSet.alphanumerics
    unreserved.insert(charactersIn: "-._~")
    let query = parameters.map { name, value in
      "\(name)=\(value.addingPercentEncoding(withAllowedCharacters: unreserved) ?? "")"
    }
    let address = "/fhir/\(fhir)/\(path)" + (query.isEmpty ? "" : "?" + query.joined(separator: "&"))
    return try RawConnection(port: server.port).get(address)
  }

  func post(_ path: String, _ parameters: [[String: Any]], fhir: String = "r4") throws -> RawConnection.Answer {
    let body: [String: Any] = ["resourceType": "Parameters", "parameter": parameters]
    let text = String(decoding: try JSONSerialization.data(withJSONObject: body), as: UTF8.self)
    return try RawConnection(port: server.port).post("/fhir/\(fhir)/\(path)", type: "application/fhir+json", text)
  }

  /// Values of a `Parameters` resource by name.
  func values(_ answer: RawConnection.Answer) throws -> [String: String] {
    let parameters = try answer.json()["parameter"] as? [[String: Any]] ?? []
    let pairs = parameters.compactMap { part -> (String, String)? in
      guard let name = part["name"] as? String else { return nil }
      return part.first { $0.key.hasPrefix("value") }.map { (name, "\($0.value)") }
    }
    return Dictionary(pairs, uniquingKeysWith: { first, _ in first })
  }

  func codes(_ answer: RawConnection.Answer) throws -> [String] {
    let expansion = try #require(try answer.json()["expansion"] as? [String: Any], "\(answer.text)")
    return (expansion["contains"] as? [[String: Any]] ?? []).compactMap { $0["code"] as? String }
  }

  /// Sends requests without bodies as one batch.
  func batch(_ addresses: [String], type: String = "batch", fhir: String = "r4") throws -> RawConnection.Answer {
    let entries = addresses.map { ["request": ["method": "GET", "url": $0]] }
    let bundle: [String: Any] = ["resourceType": "Bundle", "type": type, "entry": entries]
    let text = String(decoding: try JSONSerialization.data(withJSONObject: bundle), as: UTF8.self)
    return try RawConnection(port: server.port).post("/fhir/\(fhir)", type: "application/fhir+json", text)
  }
}
