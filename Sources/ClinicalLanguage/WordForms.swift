/// Token filters that look at one word: British spelling, Latin and Greek plurals, numerals.
enum WordForms {
  /// The form of a folded word that is handed to the stemmer.
  static func normalised(_ word: [UInt8]) -> [UInt8] {
    guard word.count > 1 else { return word }
    if let fixed = fixedForms[word] { return fixed }
    guard word.count > 3, word.allSatisfy({ $0 >= 0x61 && $0 <= 0x7A }) else { return word }
    return singular(american(word))
  }

  // MARK: British to American

  private static func american(_ word: [UInt8]) -> [UInt8] {
    var text = word
    if word.count > 4 { text = collapseDigraphs(text) }
    for (british, american) in beginnings where text.count > british.count + 2 && text.starts(with: british) {
      text.replaceSubrange(..<british.count, with: american)
    }
    if let american = verb(text) { return american }
    for (british, american) in endings where text.count >= british.count + 3 && text.hasSuffix(british) {
      return Array(text.dropLast(british.count)) + american
    }
    return text
  }

  /// `ae` and `oe` become `e` where English words of Greek or Latin origin have them; `-ae` at the end is a plural.
  private static func collapseDigraphs(_ word: [UInt8]) -> [UInt8] {
    var result: [UInt8] = []
    result.reserveCapacity(word.count)
    var index = 0
    while index < word.count {
      let byte = word[index]
      let hasNext = index + 1 < word.count
      if hasNext, word[index + 1] == UInt8(ascii: "e"), byte == UInt8(ascii: "a") || byte == UInt8(ascii: "o") {
        let isLast = index + 2 == word.count
        let keeps =
          byte == UInt8(ascii: "a")
          ? isLast
            || word[index + 2] == UInt8(ascii: "r") && (index == 0 || word[index - 1] == UInt8(ascii: "n"))
              && !word.starts(with: "haer".utf8)
            || word.hasSuffix(Array("ael".utf8)) || word.hasSuffix(Array("aels".utf8))
          : !oeContexts.contains { word.matches($0, around: index) }
        if !keeps {
          // `gastro-oesophageal` in one word has the o of `gastro` too, `gastroesophageal` only one.
          if byte == UInt8(ascii: "o"), result.last == byte { result.removeLast() }
          result.append(UInt8(ascii: "e"))
          index += 2
          continue
        }
      }
      result.append(byte)
      index += 1
    }
    return result
  }

  /// Where `oe` stands for `e`: the letters around it, with the position of the `o`.
  private static let oeContexts: [(text: [UInt8], offset: Int)] = [
    ("oesoph", 0), ("oedem", 0), ("oestr", 0), ("foet", 1), ("coeli", 1), ("coelo", 1), ("rrhoe", 3), ("moeo", 1),
    ("moeb", 1), ("pnoe", 2),
    ("oenol", 0), ("poei", 1), ("phoea", 2), ("noec", 1), ("roen", 99),
  ].map { (Array($0.0.utf8), $0.1) }

  private static let beginnings: [([UInt8], [UInt8])] = [("sulph", "sulf"), ("leuco", "leuko"), ("fibre", "fiber")]
    .map { (Array($0.0.utf8), Array($0.1.utf8)) }

  /// `-ise` verbs by what stands before the ending (`hospitalise`, `cauterised`, `organising`), so that *exercise*, *bruise*,
  /// *promise* and their like stay as they are. Nil for other words.
  private static func verb(_ word: [UInt8]) -> [UInt8]? {
    guard word.count >= 8 else { return nil }
    for ending in verbEndings where word.hasSuffix(ending) {
      let place = word.count - ending.count + 1
      let before = Array(word[(place - 3)..<(place - 1)])
      guard verbStems.contains(before) else { return nil }
      var result = word
      result[place] = UInt8(ascii: "z")
      return result
    }
    return nil
  }

  private static let verbEndings = ["ise", "ised", "iser", "ises", "ising", "isable"].map { Array($0.utf8) }
  private static let verbStems = Set(
    ["al", "il", "ol", "yl", "er", "or", "ur", "an", "on", "en", "gn", "un", "et", "ot", "it", "at", "id", "as", "es"]
      .map { Array($0.utf8) })

  private static let endings: [([UInt8], [UInt8])] = [
    ("our", "or"), ("ours", "ors"), ("oured", "ored"), ("ourable", "orable"), ("ourless", "orless"),
    ("ouring", "oring"), ("oural", "oral"), ("isation", "ization"),
    ("isations", "izations"), ("yse", "yze"), ("ysed", "yzed"), ("ysing", "yzing"), ("elled", "eled"),
    ("elling", "eling"), ("ibre", "iber"), ("ibres", "ibers"), ("metre", "meter"), ("metres", "meters"),
    ("itre", "iter"), ("entre", "enter"),
    ("entres", "enters"), ("ogue", "og"), ("ogues", "ogs"),
  ].map { (Array($0.0.utf8), Array($0.1.utf8)) }

  // MARK: Plurals

  private static func singular(_ word: [UInt8]) -> [UInt8] {
    for (plural, single, shortest) in plurals where word.count >= shortest && word.hasSuffix(plural) {
      return Array(word.dropLast(plural.count)) + single
    }
    return word
  }

  /// Plural ending, singular ending, and the shortest word to which the rule applies.
  private static let plurals: [([UInt8], [UInt8], Int)] = [
    ("oses", "osis", 8), ("eses", "esis", 8), ("stases", "stasis", 8), ("iases", "iasis", 8), ("yses", "ysis", 8),
    ("itides", "itis", 8), ("omata", "oma", 7),
    ("ynges", "ynx", 7), ("trices", "trix", 8), ("ae", "a", 5), ("omas", "oma", 6), ("cci", "ccus", 6),
    ("illi", "illus", 7), ("ombi", "ombus", 7),
    ("boli", "bolus", 7), ("ula", "ulum", 9), ("bacteria", "bacterium", 9),
  ].map { (Array($0.0.utf8), Array($0.1.utf8), $0.2) }

  /// Whole words with a form of their own: irregular plurals, numerals, spellings that no rule gives.
  private static let fixedForms = WordTable([
    "ii": "2", "iii": "3", "iv": "4", "vi": "6", "vii": "7", "viii": "8", "ix": "9", "xi": "11", "xii": "12",
    "one": "1", "two": "2", "three": "3", "four": "4", "five": "5", "six": "6", "seven": "7", "eight": "8",
    "nine": "9", "ten": "10", "first": "1st", "second": "2nd", "third": "3rd", "fourth": "4th", "fifth": "5th",
    "sixth": "6th", "seventh": "7th", "eighth": "8th", "ninth": "9th", "tenth": "10th", "twelfth": "12th",
    "teeth": "tooth", "feet": "foot", "women": "woman", "men": "man", "children": "child", "mice": "mouse",
    "lice": "louse", "wives": "wife", "knives": "knife", "calves": "calf", "leaves": "leaf", "lives": "life",
    "ova": "ovum", "foramina": "foramen", "lumina": "lumen", "stomata": "stoma", "corpora": "corpus",
    "viscera": "viscus", "genera": "genus", "testes": "testis", "penes": "penis", "crises": "crisis",
    "diagnoses": "diagnosis", "prognoses": "prognosis", "metastases": "metastasis", "stases": "stasis",
    "bases": "base", "cases": "case", "diseases": "disease", "phases": "phase", "gases": "gas",
    "bacteria": "bacterium", "cocci": "coccus", "foci": "focus", "villi": "villus", "alveoli": "alveolus",
    "malleoli": "malleolus", "humeri": "humerus", "stimuli": "stimulus", "atria": "atrium", "ostia": "ostium",
    "sera": "serum", "apices": "apex", "calyces": "calyx", "calices": "calyx", "lenses": "lens", "disk": "disc",
    "disks": "disc", "discs": "disc", "overdoses": "overdose", "purposes": "purpose", "exposes": "expose",
    "encloses": "enclose", "discloses": "disclose", "trabecula": "trabecula",
    "tarantula": "tarantula", "xiii": "13", "xiv": "14", "iia": "2a", "iib": "2b", "iic": "2c", "iiia": "3a",
    "iiib": "3b", "iiic": "3c", "odour": "odor", "odours": "odors", "colour": "color", "contoured": "contour",
    "contouring": "contour", "septa": "septum", "data": "data", "fungi": "fungus", "nuclei": "nucleus",
    "nevi": "nevus", "naevi": "nevus", "naevus": "nevus", "emboli": "embolus", "thrombi": "thrombus",
    "calculi": "calculus", "bronchi": "bronchus", "rami": "ramus", "condyli": "condylus", "tali": "talus",
    "diverticula": "diverticulum", "vertebrae": "vertebra", "appendices": "appendix", "cervices": "cervix",
    "indices": "index", "vertices": "vertex", "cortices": "cortex", "helices": "helix", "varices": "varix",
    "phalanges": "phalanx",
    "meninges": "meninx", "pharynges": "pharynx", "larynges": "larynx", "biopsies": "biopsy", "ganglia": "ganglion",
    "criteria": "criterion", "phenomena": "phenomenon", "sulph": "sulf", "grey": "gray", "ageing": "aging",
    "caesarean": "cesarean", "caesarian": "cesarean", "cesarian": "cesarean", "aluminium": "aluminum",
    "diarrhoea": "diarrhea", "plaster": "plaster", "tyre": "tire", "pyjama": "pajama", "mould": "mold",
    "moulds": "molds", "sceptic": "skeptic", "programme": "program", "defence": "defense", "licence": "license",
    "practise": "practice", "orthopaedic": "orthopedic", "draught": "draft", "plough": "plow",
    "shoe": "shoe", "hour": "hour", "hours": "hours", "four-hour": "four-hour", "sour": "sour", "pour": "pour",
    "flour": "flour", "contour": "contour", "contours": "contours", "glamour": "glamour", "tour": "tour",
    "dialogue": "dialogue", "tongue": "tongue", "vogue": "vogue", "fatigue": "fatigue", "drogue": "drogue",
    "sulphate": "sulfate", "sulphur": "sulfur", "sulphide": "sulfide", "sulphonamide": "sulfonamide",
    "paralysed": "paralyzed", "analyse": "analyze", "oesophagus": "esophagus", "foetus": "fetus",
    "haemorrhage": "hemorrhage", "cheque": "check", "kerb": "curb", "neighbour": "neighbor", "phlegm": "phlegm",
    "maneuver": "maneuver", "manoeuvre": "maneuver", "mongolism": "mongolism", "fibre": "fiber", "fibres": "fibers",
    "litre": "liter", "litres": "liters", "metre": "meter", "metres": "meters", "titre": "titer",
    "calibre": "caliber", "sabre": "saber",
    "centre": "center", "centres": "centers", "theatre": "theater", "goitre": "goiter", "goitres": "goiters",
    "spectre": "specter", "reflexion": "reflection", "grafted": "graft", "practitioners": "practitioner",
    "millilitre": "milliliter", "millilitres": "milliliter", "centimetre": "centimeter", "centimetres": "centimeter",
    "millimetre": "millimeter", "millimetres": "millimeter",
  ])
}

extension Array where Element == UInt8 {
  func hasSuffix(_ suffix: [UInt8]) -> Bool {
    count >= suffix.count && self[(count - suffix.count)...].elementsEqual(suffix)
  }

  /// True where `pattern.text` stands so that its letter number `pattern.offset` is at `index`.
  fileprivate func matches(_ pattern: (text: [UInt8], offset: Int), around index: Int) -> Bool {
    let start = index - pattern.offset
    guard start >= 0, start + pattern.text.count <= count else { return false }
    return self[start..<start + pattern.text.count].elementsEqual(pattern.text)
  }
}
