/// Combining forms of Greek and Latin that narrow the word behind them to a place, a number or a kind. Those that turn
/// a word into its opposite or another thing (*anti*, *hypo*, *pseudo*) are not among them.
public enum CombiningForms {
  /// What is left of `word` without a combining form at its beginning; empty where none of five letters and more is.
  ///
  /// ```swift
  /// CombiningForms.remainders(of: "polyneuropathy")  // ["neuropathy"]
  /// ```
  public static func remainders(of word: String) -> [String] {
    guard word.utf8.count >= 8, word.utf8.allSatisfy({ $0 &- 97 < 26 }) else { return [] }
    return (3...min(10, word.utf8.count - 5)).compactMap { length in
      forms.contains(String(word.prefix(length))) ? String(word.dropFirst(length)) : nil
    }
  }

  private static let forms: Set<String> = [
    "adeno", "angio", "arterio", "arthro", "atrio", "auto", "balano", "blepharo", "brachio", "broncho", "bronchio",
    "bucco", "cardio", "cephalo", "cerebro", "cervico", "cheilo", "cholangio", "cholecysto", "chondro", "chorio",
    "choledocho", "colo", "colpo", "costo", "cranio", "cysto", "cyto", "dacryo", "dermato", "duodeno", "electro",
    "encephalo", "endo", "entero", "esophago", "facio", "fibro", "gastro", "gingivo", "glosso", "granulo", "hemato",
    "hemi", "hemo", "hepato", "hydro", "hystero", "ileo", "immuno", "intra", "irido", "ischio", "jejuno", "kerato",
    "labio", "laryngo", "leuko", "lipo", "lumbo", "lympho", "macro", "mammo", "masto", "maxillo", "medullo", "meningo",
    "micro", "mono", "multi", "muco", "musculo", "myco", "myelo", "myo", "naso", "nephro", "neuro", "oculo", "odonto",
    "onycho", "oophoro", "orchido", "orbito", "oro", "osteo", "oto", "palato", "pancreato", "pan", "para", "patello",
    "peri", "pharyngo", "phlebo", "photo", "pleuro", "pneumo", "poly", "procto", "prostato", "psycho", "pyelo", "pyo",
    "quadri", "radiculo", "radio", "recto", "retino", "retro", "rhino", "sacro", "salpingo", "sclero", "sero",
    "sialo", "sigmoido", "spino", "splanchno", "spleno", "spondylo", "sterno", "steato", "stomato", "sub",
    "syno", "tarso", "temporo", "teno", "tetra", "thoraco", "thrombo", "thyro", "tibio", "trabeculo", "tracheo",
    "tympano", "tubulo", "uretero", "urethro", "uro", "utero", "uveo", "vagino", "vaso", "veno", "ventriculo",
    "vesico", "vesiculo", "viscero", "vulvo", "xantho",
  ]
}
