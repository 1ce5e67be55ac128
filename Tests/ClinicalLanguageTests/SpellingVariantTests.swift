import ClinicalLanguage
import Testing

/// British and American spelling, singular and plural: one word, one term.
struct SpellingVariantTests {
  @Test(arguments: britishAndAmerican)
  func `British and American spelling give the same terms`(british: String, american: String) {
    let analyzer = Analyzer()
    #expect(analyzer.terms(british) == analyzer.terms(american))
  }

  @Test(arguments: plurals)
  func `A plural gives the term of its singular`(plural: String, singular: String) {
    let analyzer = Analyzer()
    #expect(analyzer.terms(plural) == analyzer.terms(singular))
  }

  @Test func `There are at least sixty pairs of British and American spelling`() {
    #expect(britishAndAmerican.count >= 60)
  }
}

private func pairs(_ table: String) -> [(String, String)] {
  table.split(separator: "\n").map { line in
    let words = line.split(separator: " ")
    return (String(words[0]), String(words[1]))
  }
}

private let britishAndAmerican = pairs(
  """
  anaemia anemia
  anaemic anemic
  leukaemia leukemia
  haemorrhage hemorrhage
  haemorrhagic hemorrhagic
  haematoma hematoma
  haemophilia hemophilia
  haemorrhoids hemorrhoids
  haemoglobin hemoglobin
  haemodialysis hemodialysis
  haematuria hematuria
  haemoptysis hemoptysis
  haemothorax hemothorax
  haemangioma hemangioma
  haemolytic hemolytic
  ischaemia ischemia
  ischaemic ischemic
  septicaemia septicemia
  hypoglycaemia hypoglycemia
  hyperkalaemia hyperkalemia
  uraemia uremia
  toxaemia toxemia
  dyslipidaemia dyslipidemia
  caecum cecum
  aetiology etiology
  anaesthesia anesthesia
  anaesthetic anesthetic
  paraesthesia paresthesia
  gynaecology gynecology
  paediatric pediatric
  orthopaedic orthopedic
  caesarean cesarean
  faeces feces
  faecal fecal
  naevus nevus
  praevia previa
  phaeochromocytoma pheochromocytoma
  oedema edema
  lymphoedema lymphedema
  papilloedema papilledema
  myxoedema myxedema
  oesophagus esophagus
  oesophageal esophageal
  oesophagitis esophagitis
  gastrooesophageal gastroesophageal
  oestrogen estrogen
  foetus fetus
  foetal fetal
  diarrhoea diarrhea
  dyspnoea dyspnea
  apnoea apnea
  orthopnoea orthopnea
  amenorrhoea amenorrhea
  dysmenorrhoea dysmenorrhea
  gonorrhoea gonorrhea
  seborrhoeic seborrheic
  coeliac celiac
  amoebiasis amebiasis
  amoebic amebic
  tumour tumor
  tumours tumors
  colour color
  colouring coloring
  behaviour behavior
  behavioural behavioral
  labour labor
  odour odor
  vapour vapor
  favourable favorable
  paralyse paralyze
  paralysed paralyzed
  dialysed dialyzed
  analyse analyze
  catheterisation catheterization
  immunisation immunization
  hospitalised hospitalized
  immobilised immobilized
  localised localized
  cauterise cauterize
  sterilised sterilized
  fertilisation fertilization
  organisation organization
  organising organizing
  colonised colonized
  metastasised metastasized
  fibre fiber
  fibres fibers
  fibreoptic fiberoptic
  litre liter
  millilitres milliliters
  centimetre centimeter
  kilometre kilometer
  titre titer
  goitre goiter
  centre center
  labelled labeled
  counselling counseling
  catalogue catalog
  analogues analogs
  sulphate sulfate
  sulphonamide sulfonamide
  sulphasalazine sulfasalazine
  leucocytosis leukocytosis
  leucopenia leukopenia
  leucoplakia leukoplakia
  grey gray
  mould mold
  ageing aging
  aluminium aluminum
  manoeuvre maneuver
  programme program
  practise practice
  disk disc
  """)

private let plurals = pairs(
  """
  fractures fracture
  arteries artery
  diagnoses diagnosis
  prostheses prosthesis
  orthoses orthosis
  stenoses stenosis
  fibroses fibrosis
  metastases metastasis
  candidiases candidiasis
  paralyses paralysis
  epiphyses epiphysis
  vertebrae vertebra
  bursae bursa
  petechiae petechia
  trabeculae trabecula
  fistulae fistula
  fistulas fistula
  scapulae scapula
  sequelae sequela
  carcinomas carcinoma
  carcinomata carcinoma
  fibromata fibroma
  hematomas hematoma
  appendices appendix
  cicatrices cicatrix
  cervices cervix
  phalanges phalanx
  larynges larynx
  arthritides arthritis
  staphylococci staphylococcus
  cocci coccus
  bacilli bacillus
  thrombi thrombus
  emboli embolus
  calculi calculus
  nuclei nucleus
  alveoli alveolus
  foci focus
  diverticula diverticulum
  retinacula retinaculum
  atria atrium
  ostia ostium
  septa septum
  ova ovum
  bacteria bacterium
  mycobacteria mycobacterium
  ganglia ganglion
  foramina foramen
  testes testis
  teeth tooth
  feet foot
  women woman
  children child
  calves calf
  syringes syringe
  lozenges lozenge
  practices practice
  overdoses overdose
  purposes purpose
  phosphatases phosphatase
  transferases transferase
  exchanges exchange
  policies policy
  viruses virus
  uteruses uterus
  fetuses fetus
  tarantulas tarantula
  lenses lens
  biopsies biopsy
  apices apex
  calyces calyx
  """)
