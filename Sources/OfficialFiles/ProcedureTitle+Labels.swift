extension ProcedureTitle {
  /// Labels whose first part stays in front: `Products of Conception, Retained`, `Pacemaker, Dual Chamber`.
  private static let uninvertedHeads: Set<String> = [
    "Products of Conception", "Thoracic Aorta", "Stomach", "Chest", "Gallbladder", "Ileal Loop", "First Trimester",
    "Second Trimester", "Third Trimester", "Hepatobiliary System", "Musculoskeletal System", "Tongue", "Pacemaker",
    "Cerebral Embolic Filtration", "Radioactive Element", "Serum", "Infection",
    "Hematopoietic Stem/Progenitor Cells", "Analgesics", "Assistive", "Amniotic Fluid", "Membrane",
    "Anterior Approach", "Posterior Approach", "Paclitaxel-Coated Balloon Technology", "Leaflet Laceration",
  ]

  /// Labels that titles word in a way of their own.
  private static let wordedLabels: [String: String] = [
    "Intraluminal Device, Flow Diverter": "Intraluminal Device, Flow Diverter",
    "Intraluminal Device, Endotracheal Airway": "Endotracheal Airway",
    "Intraluminal Device, Airway": "Airway",
    "Intraluminal Device, Pessary": "Pessary",
    "Intraluminal Device, Endobronchial Valve": "Endobronchial Valve",
    "Hearing Device, Single Channel Cochlear Prosthesis": "Single Channel Cochlear Prosthesis",
    "Hearing Device, Multiple Channel Cochlear Prosthesis": "Multiple Channel Cochlear Prosthesis",
    "Synthetic Substitute, Intraocular Telescope": "Intraocular Telescope",
    "Synthetic Substitute, Unicondylar Medial": "Medial Unicondylar Synthetic Substitute",
    "Synthetic Substitute, Unicondylar Lateral": "Lateral Unicondylar Synthetic Substitute",
    "Infusion Device, Pump": "Infusion Pump",
    "Cardiac Lead, Pacemaker": "Pacemaker Lead",
    "Cardiac Lead, Defibrillator": "Defibrillator Lead",
    "Skin, Subcutaneous Tissue and Breast": "Skin, Subcutaneous Tissue and Breast",
    "Skin, Subcutaneous Tissue and Fascia": "Skin, Subcutaneous Tissue and Fascia",
    "Ear, Nose, Mouth and Throat": "Ear, Nose, Mouth and Throat",
    "Ear, Nose and Sinus": "Ear, Nose and Sinus",
    "Kidneys, Ureters and Bladder": "Kidneys, Ureters and Bladder",
    "Pulmonary Vein, Confluence": "Pulmonary Vein Confluence",
    "Plasma, Convalescent (Nonautologous)": "Convalescent Plasma (Nonautologous)",
    "Allogeneic, Related": "Allogeneic Related",
    "Allogeneic, Unrelated": "Allogeneic Unrelated",
    "Allogeneic, Unspecified": "Allogeneic Unspecified",
  ]

  private static let plurals: Set<String> = ["Two", "Three", "Four or More"]
  private static let sides: Set<String> = ["Left", "Right", "Bilateral"]

  /// A label of the tables in the words of a title: what follows the comma comes first.
  static func form(of label: String) -> String {
    if let worded = wordedLabels[label] { return worded }
    let parts = label.split(separator: ", ", omittingEmptySubsequences: false).map(String.init)
    guard parts.count == 2 || parts.count == 3, !uninvertedHeads.contains(parts[0]) else { return label }
    if parts[0] == "Coronary Artery", parts[1].hasSuffix(" Artery") || parts[1].hasSuffix(" Arteries") { return label }
    if parts.count == 2 {
      return "\(parts[1]) \(parts[0])\(plurals.contains(parts[1]) ? "s" : "")"
    }
    if sides.contains(parts[2]) {
      return parts[0] == "Lymphatic"
        ? "\(parts[2]) \(parts[1]) \(parts[0])" : "\(parts[2]) \(parts[0]), \(parts[1])"
    }
    if parts[0] == "Intraluminal Device" {
      return plurals.contains(parts[2])
        ? "\(parts[2]) \(parts[1]) \(parts[0])s" : "\(parts[1]) \(parts[0]), \(parts[2])"
    }
    return label
  }
}
