// SPDX-License-Identifier: Apache-2.0
// French texts of all pages, key by key those of en.js; then meanings of metrics, whose English the engine writes.
export default {
  name: 'Français',
  'nothing': 'Il n’y a encore rien à montrer. Exécutez le nœud.',
  'failed': 'Les données n’ont pas pu être chargées.',
  'private': 'contient des résultats sensibles : ne pas publier',
  'test': 'TEST : non confidentiel. Le bruit provient d’une graine.',
  'publishable': 'Tout ce que montre cette page peut être publié.',
  'language': 'Langue',
  'na': 'n. d.',
  'yes': 'oui',
  'numbers': 'Les nombres',
  'table': 'Tableau',
  'picture': 'image',
  'svg': 'Enregistrer en SVG',
  'png': 'Enregistrer en PNG',
  'csv': 'Enregistrer les nombres en CSV',
  'missing': '(manquant)',
  'value': 'Valeur',
  'attribute': 'Attribut',
  'error': 'Erreur type',
  'ninetyFive': '95 %',
  'interval': '{0} (de {1} à {2})',
  'to': 'de {0} à {1}',
  'noise': 'peut n’être que du bruit',
  'mayBeZero': 'peut être 0',
  'ofAll': '{0} sur {1}',
  'epsilon': 'Epsilon',
  'delta': 'Delta',
  'costLedger': 'δ {0}, pour chaque {1} ; registre de {2}',
  'costAlone': 'δ {0}, pour chaque {1} ; sans registre',
  'neighbours.ADD_OR_REMOVE_ONE': 'ajout ou retrait d’une unité',
  'neighbours.REPLACE_ONE': 'remplacement d’une unité',
  'ledger.title': 'Registre de confidentialité',
  'ledger.protects':
    'Protège une unité ({0}, {1}). Budget : {2}. Le registre ne contient aucun enregistrement ; gardez-le auprès ' +
    'de ceux qui gardent les données.',
  'ledger.spent': 'dépensé, pour ceux qui supportent le plus',
  'ledger.left': 'reste pour une publication de plus',
  'ledger.whole': 'budget entier',
  'ledger.releases': 'publications',
  'ledger.interrupted': 'publications, dont {0} interrompues',
  'ledger.budget': 'Le budget, publication par publication',
  'ledger.budgetHelp':
    'Chaque part est ce qu’une publication prend à elle seule ; les parts de cohortes différentes sont côte à ' +
    'côte, bien qu’elles ne s’additionnent pour personne. Les parts pâles ont été interrompues et comptent.',
  'ledger.barSays': 'Le budget sous forme de barre ; chaque publication en prend une part, voir le tableau ci-dessous',
  'ledger.part': '{0} ({1}) : {2} du budget',
  'ledger.noBound': 'sans borne',
  'ledger.time': 'Date',
  'ledger.what': 'Quoi',
  'ledger.node': 'Nœud',
  'ledger.cohort': 'Cohorte',
  'ledger.state': 'État',
  'ledger.cost': 'Coût propre',
  'ledger.total': 'Total après',
  'ledger.share': 'Part',
  'ledger.COMMITTED': 'publié',
  'ledger.RESERVED': 'interrompu, compte',
  'ledger.ABORTED': 'rendu',
  'ledger.curve': 'Epsilon selon delta',
  'ledger.none': 'Rien n’a encore été publié.',
  'ledger.curveHelp':
    'Les deux courbes sont des bornes supérieures. Les sommes de rho valent même si chaque publication a été ' +
    'choisie au vu des précédentes ; les distributions de perte sont plus fines et valent si elles ont été prévues ' +
    'sans regarder.',
  'ledger.curveSays':
    'Epsilon de toutes les publications ensemble selon delta ; les nombres sont dans le tableau ci-dessous',
  'ledger.zcdp': 'sommes de rho',
  'ledger.pld': 'distributions de perte',
  'ledger.byZcdp': 'Epsilon par sommes de rho',
  'ledger.byPld': 'Epsilon par distributions de perte',
  'groups.title': 'Statistiques par groupe, sous confidentialité différentielle',
  'groups.help':
    'Barres avec leurs intervalles à 95 %, qui sont ceux du bruit protégeant chaque unité ({0}). En pâle : ce qui ' +
    'peut n’être que du bruit.',
  'groups.all': 'tous',
  'groups.unnamed': 'groupes qui peuvent être nommés ; environ {0} plus petits (de {1} à {2}) sont omis',
  'groups.declared': 'groupes, tous ceux que déclare le dictionnaire',
  'groups.noise': 'bruit ; une unité ({0}) compte dans {1} groupes, avec {2} lignes dans chacun, au plus',
  'groups.found':
    'Bornes trouvées avec une part du budget : {0}. Les valeurs hors bornes ont été ramenées à la plus proche.',
  'groups.order': 'Ordre des groupes',
  'groups.values': 'par leurs valeurs',
  'groups.largest': 'les plus grands d’abord',
  'groups.smallest': 'les plus petits d’abord',
  'groups.first': 'Les {0} premiers groupes sur {1} ; tous sont dans le tableau.',
  'groups.totals': 'Totaux',
  'groups.group': 'Groupe',
  'groups.says': '{0} de chaque groupe avec son intervalle à 95 % ; les nombres sont dans le tableau ci-dessous',
  'quick.title': 'Statistiques de chaque colonne, sous confidentialité différentielle',
  'quick.help':
    'Les intervalles sont ceux du bruit protégeant chaque unité ({0}). En pâle : ce qui peut n’être que du bruit.',
  'quick.rows': 'lignes (de {0} à {1})',
  'quick.noise': 'bruit',
  'quick.values': 'Environ {0} valeurs ; environ {1} manquent.',
  'quick.statistic': 'Statistique',
  'quick.of': '{0} de {1}',
  'quick.saysNumbers':
    '{0} : quantiles, médiane et moyenne avec leurs intervalles à 95 % ; les nombres sont dans le tableau ' +
    'ci-dessous',
  'quick.saysCounts': '{0} : comptages avec leurs intervalles à 95 % ; les nombres sont dans le tableau ci-dessous',
  'statistic.Values': 'Valeurs',
  'statistic.Mean': 'Moyenne',
  'statistic.Median': 'Médiane',
  'statistic.Standard deviation': 'Écart type',
  'statistic.0.5 % quantile': 'Quantile à 0,5 %',
  'statistic.25 % quantile': 'Quantile à 25 %',
  'statistic.75 % quantile': 'Quantile à 75 %',
  'statistic.99.5 % quantile': 'Quantile à 99,5 %',
  'risk.title': 'Risque de divulgation par attaque',
  'risk.help':
    'Ce que quelqu’un qui a les enregistrements synthétiques gagne du fait qu’une personne est dans les données, ' +
    'le pire d’abord. En pâle : les attaques qui ne font pas mieux que deviner, et ne montrent rien. Un risque ' +
    'faible trouvé par attaque n’est pas une garantie.',
  'risk.largest': 'plus grand risque : {0}',
  'risk.better': 'attaques font mieux que deviner',
  'risk.equal': 'des enregistrements synthétiques égalent un enregistrement réel',
  'risk.membership':
    'Appartenance : entre une personne présente dans les données et une absente, la bonne est désignée dans {0} ' +
    'des cas (± {1} ; 50 % est le hasard). À une fausse alerte sur dix, {2} des membres sont trouvés (10 % est le ' +
    'hasard) ; à une sur cent, {3}.',
  'risk.says': 'Risque de chaque attaque avec son intervalle à 95 % ; les nombres sont dans le tableau ci-dessous',
  'risk.often': 'Combien d’attaques réussissent',
  'risk.attack': 'Attaque',
  'risk.attacks': 'Attaques',
  'risk.succeed': 'Réussies',
  'risk.guessing': 'En devinant',
  'risk.others': 'Sur d’autres',
  'risk.risk': 'Risque',
  'risk.copies': 'Copies',
  'risk.looked': '{0} enregistrements synthétiques ont été examinés.',
  'risk.that': 'Enregistrements synthétiques qui',
  'risk.real': 'Données réelles',
  'risk.otherPeople': 'Autres personnes',
  'risk.equals': 'égalent un enregistrement',
  'risk.near': 'sont à moins de 1 % d’un enregistrement',
  'risk.closer': 'sont plus proches d’enregistrements réels (50 % est le hasard)',
  'comparison.title': 'Comparaison de tables synthétiques',
  'comparison.help':
    'Tables dans l’ordre de leur rang moyen sur tous les critères. Les différences de moyennes disent peu : ' +
    'regardez la pire paire et les relations conservées.',
  'comparison.rank': 'rang moyen {0}',
  'comparison.criteria': 'Critère par critère',
  'comparison.criteriaHelp': 'Plus foncé est meilleur : chaque ligne va de la pire de ces tables à la meilleure.',
  'comparison.says':
    'Chaque critère sur une ligne, chaque table sur une colonne, du pire au meilleur ; les nombres sont dans le ' +
    'tableau ci-dessous',
  'comparison.best': 'meilleur',
  'comparison.worst': 'pire',
  'comparison.criterion': 'Critère',
  'utility.title': 'Utilité des données synthétiques',
  'utility.grade.unclear': 'Le hasard cache toute relation dans des tables de cette taille.',
  'utility.grade.worse':
    'Des colonnes tirées indépendamment seraient plus proches des enregistrements réels que celles-ci.{0}',
  'utility.grade.poor': 'Médiocre : les paires de colonnes gardent {0} de ce qui peut être gardé de leurs relations.',
  'utility.grade.fair':
    'Passable : les paires de colonnes gardent {0} de ce qui peut être gardé de leurs relations ; vérifiez celles ' +
    'qu’il vous faut dans la liste des pires.',
  'utility.grade.good': 'Bon : les paires de colonnes gardent {0} de ce qui peut être gardé de leurs relations.',
  'utility.grade.best':
    'Aussi proche que le serait un autre échantillon des mêmes personnes, paire par paire ({0} de ce qui peut être ' +
    'gardé).',
  'utility.sample': 'Un échantillon aléatoire de {0} des enregistrements réels serait aussi proche.',
  'utility.noSample': 'Même un échantillon aléatoire de 1 % des enregistrements réels serait plus proche.',
  'utility.veryNear': 'très proche',
  'utility.near': 'proche',
  'utility.care': 'utilisable avec prudence',
  'utility.far': 'éloigné',
  'utility.sampled':
    'Sur des tables plus grandes, {0} enregistrements réels et {1} synthétiques ont été examinés ; une part ' +
    'd’enregistrements a pour cela une erreur type d’au plus {2}.',
  'utility.scoreOfPairs': 'score k-marginal des paires, sur 1000 ; {0} par hasard, {1} si indépendantes',
  'utility.belowOne': 'moins de 1 %',
  'utility.asNear': 'des enregistrements réels, tirés au hasard, sont aussi proches',
  'utility.meanDistance': 'distance moyenne de {0} tables à {1} attributs : {2}',
  'utility.expansion': 'enregistrements en plus ou en moins',
  'utility.records': 'enregistrements en plus ou en moins : {0} synthétiques, {1} réels',
  'utility.worstMissing': 'plus grande erreur d’une part de valeurs manquantes',
  'utility.distance':
    'Distance en variation totale : 0 quand les deux tables ont les mêmes parts, 1 quand rien ne concorde. 0,05 ' +
    'signifie qu’un enregistrement sur vingt devrait changer.',
  'utility.tellApart': 'Des arbres peuvent-ils les distinguer ?',
  'utility.tellApartHelp':
    'Des arbres de décision apprennent à distinguer les enregistrements synthétiques des réels, et sont interrogés ' +
    'sur des enregistrements qu’ils n’ont pas vus. Ce qu’ils ne distinguent pas, une analyse ne le verra guère. ' +
    'Moins de 3 est bon, moins de 10 utilisable.',
  'utility.told': 'de {0} enregistrements bien classés par des arbres, ± {1} ; 50 % est le hasard',
  'utility.ratio': 'S_pMSE : 1 est le hasard, {0} des colonnes indépendantes',
  'utility.groups': 'Groupes, le pire d’abord',
  'utility.groupsHelp':
    'Score k-marginal des paires parmi les enregistrements de chaque groupe, de 0 à 1000. Une moyenne sur tous les ' +
    'enregistrements cache ce qui arrive aux petits groupes.',
  'utility.groupsSay':
    'Score k-marginal de chaque groupe, le pire d’abord ; les nombres sont dans le tableau ci-dessous',
  'utility.group': '{0} : {1}, {2} par hasard',
  'utility.realRecords': 'Enregistrements réels',
  'utility.score': 'Score',
  'utility.byChance': 'Par hasard',
  'utility.yardstick': 'Aussi proche que quelle part des enregistrements réels ?',
  'utility.yardstickHelp':
    'Courbe : score k-marginal des paires d’échantillons aléatoires des enregistrements réels. Tireté : les ' +
    'enregistrements synthétiques. Où ils se croisent, un échantillon de cette taille serait aussi proche.',
  'utility.yardstickSays':
    'Score k-marginal d’échantillons aléatoires des enregistrements réels selon leur taille, et celui des ' +
    'enregistrements synthétiques',
  'utility.randomSamples': 'échantillons aléatoires des enregistrements réels',
  'utility.sampleSize': 'taille de l’échantillon',
  'utility.overlays': 'Colonne par colonne',
  'utility.overlaysHelp':
    'Part des enregistrements par valeur, réels à côté des synthétiques ; les nombres en classes entre les ' +
    'extrêmes réels, les dernières classes tiennent ce qui est dehors.',
  'utility.overlaySays':
    '{0} : parts des valeurs dans les enregistrements réels et synthétiques ; les nombres sont dans le tableau ' +
    'ci-dessous',
  'utility.from': 'Colonnes à partir de',
  'utility.real': 'réel',
  'utility.synthetic': 'synthétique',
  'utility.allPairs': 'Toutes les paires',
  'utility.allPairsHelp': 'Plus foncé est plus loin des données réelles ; la diagonale montre les attributs seuls.',
  'utility.heatSays': 'Carte des distances de toutes les paires ; les pires sont listées ci-dessous',
  'utility.associations': 'À quel point les colonnes sont liées',
  'utility.associationsHelp':
    'Corrélation de Pearson pour deux nombres, rapport de corrélation pour un nombre et un texte, V de Cramér pour ' +
    'deux textes : 0 est l’absence de relation, 1 la plus forte. Ce que des analyses trouvent dans la table ' +
    'réelle, elles le trouvent dans la synthétique là où la troisième image est pâle.',
  'utility.association.real': 'Réel',
  'utility.association.synthetic': 'Synthétique',
  'utility.association.difference': 'Différence',
  'utility.associationSays':
    'Associations de toutes les paires de colonnes, {0} ; les plus grandes différences sont listées ci-dessous',
  'utility.measure': 'Mesure',
  'association.Pearson correlation': 'corrélation de Pearson',
  'association.correlation ratio': 'rapport de corrélation',
  'association.Cramer\'s V': 'V de Cramér',
  'utility.anchors': 'Paires entre indépendance et hasard',
  'utility.anchorsHelp':
    'Point : similarité de la paire. Bande : de ce qu’auraient les colonnes réelles si elles étaient indépendantes ' +
    '(à gauche) à ce qu’ont deux échantillons de la même population (à droite). À gauche de la bande, des colonnes ' +
    'indépendantes feraient mieux. Les paires les plus loin du hasard d’abord.',
  'utility.anchorsSay':
    'Similarité des paires entre celle de colonnes indépendantes et celle de deux échantillons ; les nombres sont ' +
    'dans le tableau ci-dessous',
  'utility.anchor': 'indépendantes {0}, deux échantillons {1}',
  'utility.kept': '{0} de la relation gardés',
  'utility.keptShort': 'Gardé',
  'utility.nothingToKeep': 'aucune relation à garder',
  'utility.similarity': 'Similarité',
  'utility.ifIndependent': 'Si indépendant',
  'utility.columns': 'Colonnes',
  'utility.columnsHelp': '1 est le meilleur, sauf pour la distance, dont le meilleur est 0.',
  'utility.column': 'Colonne',
  'utility.shape': 'Forme',
  'utility.missing': 'Valeurs manquantes',
  'utility.coverage': 'Couverture',
  'utility.adherence': 'Adhérence',
  'utility.distanceShort': 'Distance',
  'utility.regression': 'Régression de {0}',
  'utility.regressionHelp':
    'Point : coefficient dans la table réelle avec son intervalle à 95 %. Losange au-dessous : dans la table ' +
    'synthétique. Les analyses concordent là où ils se recouvrent.',
  'utility.coefficient': 'Coefficient',
  'utility.term': 'réel {0} ± {1}, synthétique {2} ± {3}',
  'utility.termsSay':
    'Coefficients de la régression avec leurs intervalles à 95 %, réels et synthétiques ; les nombres sont dans le ' +
    'tableau ci-dessous',
  'utility.overlap': 'Recouvrement',
  'utility.singles': 'Attributs seuls',
  'utility.worst': 'Pires tables à {0} attributs',
  'utility.tablesSay': 'Distances, la pire d’abord ; les nombres sont dans le tableau ci-dessous',
  'utility.attributes': 'Attributs',
  'utility.missingValues': 'Valeurs manquantes',
  'utility.missingHelp': 'Part des enregistrements sans valeur.',
  'utility.lengths': 'Combinaisons de valeurs, par longueur',
  'utility.lengthsHelp':
    'Conservé : quelle part du comptage d’une combinaison passe en moyenne, pour celles d’au moins dix ' +
    'enregistrements réels et celles inventées. Perdu : combinaisons présentes dans les seuls enregistrements ' +
    'réels. Inventé : dans les seuls synthétiques.',
  'utility.lengthsSay':
    'Comptages conservés, combinaisons perdues et inventées selon le nombre de valeurs ensemble ; les nombres sont ' +
    'dans le tableau ci-dessous',
  'utility.preserved': 'comptages conservés',
  'utility.lost': 'combinaisons perdues',
  'utility.invented': 'combinaisons inventées',
  'utility.valuesTogether': 'Valeurs ensemble',
  'utility.inReal': 'Dans les réels',
  'utility.inSynthetic': 'Dans les synthétiques',
  'utility.all': 'Tous les scores',
  'utility.allHelp':
    'Par hasard : ce qu’aurait un autre échantillon des mêmes personnes. Si indépendant : ce qu’auraient des ' +
    'colonnes sans aucune relation.',
  'utility.metric': 'Mesure',
  'utility.together': 'Colonnes ensemble',
  'utility.about': 'À propos de',
  'utility.value': 'Valeur',
  'utility.standardError': 'Erreur type',
  'utility.meaning': 'Signification',
  'dp-utility.title': 'Utilité des données synthétiques, mesurée sous confidentialité différentielle',
  'dp-utility.noise': 'Les intervalles sont ceux du bruit protégeant chaque unité ({0}).',
  'dp-utility.publishable':
    'Tout ce que montre cette page peut être publié : ses erreurs ont été mesurées avec du bruit et imputées au ' +
    'budget.',
  'dp-utility.mean': 'distance moyenne de {0} tables à {1} attributs',
  'dp-utility.score': 'score k-marginal des paires, sur 1000',
  'dp-utility.says':
    'Distances avec leurs intervalles à 95 %, la pire d’abord ; les nombres sont dans le tableau ci-dessous',
  'dp-utility.cost': 'Ce que cette évaluation a coûté',
  'dp-utility.costLedger':
    'Epsilon {0} à delta {1}, pour chaque {2} ; s’ajoute au coût des enregistrements synthétiques, dans le ' +
    'registre de {6}. Enregistrements réels : {3} ± {4} ; synthétiques : {5}.',
  'dp-utility.costAlone':
    'Epsilon {0} à delta {1}, pour chaque {2} ; s’ajoute au coût des enregistrements synthétiques (sans registre). ' +
    'Enregistrements réels : {3} ± {4} ; synthétiques : {5}.',
  'model.title': 'Modèle sous confidentialité différentielle',
  'model.protectsLedger': 'Protège une unité ({0}, {1}) avec epsilon {2} à delta {3}, imputé au registre de « {4} ».',
  'model.protectsAlone':
    'Protège une unité ({0}, {1}) avec epsilon {2} à delta {3}, sans registre : pour ce modèle seul.{4}',
  'model.oneshot': 'En une fois',
  'model.aim': 'AIM',
  'model.residual': 'AIM avec résidus',
  'model.mst': 'MST',
  'model.independent': 'Colonnes indépendantes',
  'model.method': 'méthode',
  'model.records': 'enregistrements estimés',
  'model.measured': 'paires mesurées, sur {0}',
  'model.singles': 'erreur attendue moyenne des attributs seuls',
  'model.pairs': 'erreur attendue moyenne des paires connues',
  'model.cells': 'cases du modèle',
  'model.errors':
    'Les erreurs sont des sommes de différences absolues entre parts : 0 quand le modèle et les enregistrements ' +
    'concordent, 2 quand ils n’ont rien en commun.',
  'model.graph': 'Quelles paires ont été mesurées',
  'model.graphHelp':
    'Les cercles sont des attributs, plus grands avec plus de modalités ; les traits sont des paires mesurées, ' +
    'plus épais là où le bruit est plus petit. Ce qui est relié à travers d’autres l’est aussi par le modèle.',
  'model.graphSays': '{0} attributs, {1} paires mesurées ; les paires sont dans le tableau ci-dessous',
  'model.levels': '{0} : {1} modalités, {2} après fusion des rares',
  'model.expected': '{0} : erreur attendue {1}',
  'model.expectedShort': 'Attendue',
  'model.atMost': 'Au plus (95 %)',
  'model.bounds': 'À quelle distance des enregistrements peut être le modèle',
  'model.boundsHelp':
    'Bornes valables à 95 % pour chaque paire prise seule ; les points blancs marquent les paires mesurées, la ' +
    'diagonale montre les attributs seuls.',
  'model.boundsSay': 'Bornes des erreurs de toutes les paires ; les plus grandes sont listées ci-dessous',
  'model.cell': '{0} : attendue {1}, au plus {2} (95 %)',
  'model.cellMeasured': '{0} : attendue {1}, au plus {2} (95 %), mesurée',
  'model.largest': 'Les plus grandes bornes',
  'model.isMeasured': 'Mesurée',
  'model.compared': 'seulement comparée',
  'model.budget': 'Où est allé le budget',
  'model.roundsSay': 'Part du budget de chacune des {0} mesures, dans l’ordre',
  'model.released': 'Publié',
  'model.times': 'Fois',
  'model.share': 'Part',
  'model.merged': 'Valeurs rares fusionnées',
  'model.before': 'Modalités',
  'model.after': 'Après fusion',
  'relation.title': 'Qui est lié à qui',
  'relation.cell': '{0} – {1} : {2} de la ligne, {3} de l’ensemble',
  'relation.matrix': '{0} : une matrice ; les nombres sont dans ses cases et dans le tableau ci-dessous',
  'relation.flow': '{0} : un flux ; les nombres sont dans le tableau de la matrice',
  'relation.row': 'Ligne',
  'relation.part': 'Part de l’ensemble',
  'relation.none': 'Aucune table d’un parent et d’un enfant n’a été mesurée.',
  'relation.notMeasured': 'Cette paire n’a pas été mesurée.',
  'relation.help':
    'Les lignes sont {0} par {1}, les colonnes leurs {2} par {3}, en pour cent de la ligne ; derrière un nom, sa ' +
    'part de l’ensemble. Chaque {0} pèse un.',
  'relation.of': 'Attribut de {0}',
  'kind.VV': 'deux attributs de {0}',
  'kind.VP': '{0} × {1}',
  'kind.PP': 'deux attributs d’un même {1}',
  'kind.SS': 'le même attribut de deux enfants d’un même parent',
  'kind.V': 'un attribut de {0}',
  'kind.P': 'un attribut de {1}',
  'kind.VVV': 'trois de {0}',
  'kind.VVP': 'deux de {0}, un de {1}',
  'kind.VPP': 'un de {0}, deux de {1}',
  'kind.PPP': 'trois d’un même {1}',
  'kind.all': 'toutes les tables',
  'families.title': 'Publication liée',
  'families.rows': 'lignes de {0}, ± {1} ou moins',
  'families.tables': 'tables mesurées',
  'families.epsilonFor': 'epsilon pour {0}',
  'families.whom': 'Qui elle protège',
  'families.whomHelp':
    'Une exécution, plusieurs promesses. Chaque {0} pèse un dans chaque table, quel que soit le nombre de lignes ' +
    '{1} liées.',
  'families.unit': 'Unité',
  'families.exact': 'Sa précision',
  'families.exactHelp':
    'Moitié de l’intervalle à 95 % d’une case avant que les tables soient accordées, en lignes de {0}. Les nombres ' +
    'plus petits ne se distinguent pas de zéro.',
  'families.about': 'Tables sur',
  'families.count': 'Tables',
  'families.cells': 'Cases',
  'families.from': 'Erreur de',
  'families.upTo': 'à',
  'families.left': '{0} tables avaient trop de cases et ont été omises.',
  'families.numbers': 'Nombres de lignes {0}',
  'families.numbersHelp': 'Pour cent des lignes {0} selon le nombre de lignes {1} qui leur sont liées.',
  'families.numbersSay': 'Nombres de lignes liées : {0}',
  'families.released': 'Publié',
  'linked.title': 'Utilité de tables liées',
  'linked.summary':
    'Une table des lignes synthétiques {0} et {1} s’écarte en moyenne de {2} de sa somme, la pire de {3}. Des ' +
    'lignes plates, une par {0} avec des ensembles de valeurs, s’écartent de {4} même sans aucun bruit ; des ' +
    'colonnes sans rapport entre elles de {5}.',
  'linked.synthetic': 'variation totale moyenne, tables synthétiques',
  'linked.aggregates': 'variation totale moyenne, agrégats',
  'linked.links': 'des lignes {0} ont leur {1}',
  'linked.counts': 'variation totale du nombre de lignes {0}',
  'linked.expansion': 'lignes {0} en plus ou en moins',
  'linked.byKind': 'Erreurs par genre de table',
  'linked.byKindHelp': 'Variation totale des parts : 0 quand les deux concordent, 1 quand elles n’ont rien en commun.',
  'linked.says': 'Erreurs moyennes par genre de table ; les nombres sont dans le tableau ci-dessous',
  'linked.bar.synthetic': 'tables synthétiques',
  'linked.bar.released': 'agrégats',
  'linked.bar.flat': 'lignes plates, sans bruit',
  'linked.bar.independent': 'colonnes indépendantes',
  'linked.worst': 'Pire',
  'linked.real': 'Réel',
  'linked.isSynthetic': 'Synthétique',
  'linked.countsSay': 'Nombres de lignes liées, réel / synthétique : {0}',
  'linked.worstTables': 'Les pires tables',
  'linked.table': 'Table',
  'linked.kind': 'Genre',
  'combinations.title': 'Combinaisons de valeurs',
  'combinations.help': 'Comptages de combinaisons d’au plus {0} valeurs : {1}.',
  'combinations.panes': 'Ce qui est comparé',
  'combinations.private': 'Privé : {0}',
  'combinations.publishable': 'Publiable : {0}',
  'combinations.one': '1 valeur',
  'combinations.some': '{0} valeurs',
  'combinations.to': 'à {0}',
  'combinations.areLost': 'des combinaisons sont perdues',
  'combinations.areInvented': 'de celles comparées sont inventées',
  'combinations.meanErrorOf': 'erreur moyenne des comptages d’au moins {0}',
  'combinations.rareBoth': 'combinaisons rares des deux côtés',
  'combinations.byLength': 'Par nombre de valeurs',
  'combinations.lost': 'Combinaisons perdues',
  'combinations.invented': 'Combinaisons inventées',
  'combinations.meanCount': 'Comptage moyen',
  'combinations.meanError': 'Erreur moyenne des comptages',
  'combinations.preserved': 'Comptages conservés',
  'combinations.surfaced': 'Combinaisons rares qui passent',
  'combinations.byCount': 'Par comptage',
  'combinations.byCountHelp': 'Par comptage comparé ; le premier tient aussi ce qui est perdu.',
  'combinations.count': 'Combinaisons',
  'combinations.meanLength': 'Nombre moyen de valeurs',
  'combinations.error': 'Erreur proportionnelle',
  'combinations.errorSays':
    'Erreur proportionnelle moyenne selon le comptage, sur un axe logarithmique ; les nombres sont dans le tableau ' +
    'ci-dessous',
  'combinations.records': 'enregistrements avec la combinaison',
  'combinations.upTo': 'Jusqu’à',
  'combinations.worst': 'Pires cas',
  'combinations.worstLost': 'Combinaisons perdues les plus fréquentes',
  'combinations.worstLostHelp': 'Dans les enregistrements sensibles, et pas du côté comparé.',
  'combinations.worstInvented': 'Combinaisons inventées les plus fréquentes',
  'combinations.worstInventedHelp': 'Du côté comparé, et dans aucun enregistrement sensible.',
  'combinations.none': 'Aucune.',
  'combinations.combination': 'Combinaison',
  'combinations.sensitive': 'Sensible',
  'combinations.compared': 'Comparé',
  'combinations.singled': 'Qui peut être isolé',
  'combinations.shortest': 'Enregistrements par leur plus courte combinaison rare',
  'combinations.unique': 'Dont : la leur seule',
  'combinations.linkable':
    'Part des enregistrements d’une valeur qu’une combinaison rare avec cette valeur isole ; colonnes : moyenne ' +
    'sur leurs valeurs.',
  'combinations.linkableColumns': 'Colonnes les plus isolantes',
  'combinations.linkableValues': 'Valeurs les plus isolantes',
  'combinations.value': 'Valeur',
  'navigator.title': 'Navigateur de données',
  'navigator.publishable':
    'Tout ce que montre cette page peut être publié. Les enregistrements sont inventés ; aucun n’est une personne ' +
    'réelle.',
  'navigator.all': 'Toutes les lignes ({0})',
  'navigator.where': 'Lignes ({0}) où {1}',
  'navigator.is': '{0} est {1}',
  'navigator.or': ' ou ',
  'navigator.and': ' et ',
  'navigator.released': '{0} ± {1} (comptage publié, 95 %)',
  'navigator.releasedRounded': 'de {0} à {1} (comptage publié, arrondi vers le bas)',
  'navigator.releasedUnknown': '{0} (comptage publié ; son erreur est inconnue)',
  'navigator.short': '{0} ± {1}',
  'navigator.shortUnknown': '{0}',
  'navigator.shortRounded': '{0} – {1}',
  'navigator.releasedTotal': '{0} ± {1} ou moins (comptage publié, 95 %)',
  'navigator.estimated': 'environ {0} (estimé à partir d’enregistrements synthétiques ; l’erreur est inconnue)',
  'navigator.zero': 'Ce nombre ne se distingue pas de zéro.',
  'navigator.counts': 'Comptages publiés',
  'navigator.countsHelp':
    'Choisissez des valeurs : celles d’un même attribut sont réunies par ou, les attributs par et. Les barres sont ' +
    'des comptages publiés, le trait est leur erreur à 95 %. Là où aucune table publiée ne contient la sélection, ' +
    'rien n’est montré.',
  'navigator.notReleased': 'non publié : aucune table ne contient cette sélection',
  'navigator.clear': 'Effacer la sélection',
  'navigator.link': 'Lien vers cette sélection',
  'navigator.exact': 'Quelle est la précision ?',
  'navigator.attributes': 'Attributs',
  'navigator.attributesHelp':
    'Choisissez des valeurs : celles d’un même attribut sont réunies par ou, les attributs par et. Les barres ' +
    'pleines sont des comptages publiés, le trait est leur erreur à 95 % ; les barres hachurées sont estimées à ' +
    'partir d’enregistrements synthétiques.',
  'navigator.more': 'Montrer les {0} valeurs',
  'navigator.fewer': 'Montrer moins de valeurs',
  'navigator.pressed': '{0} : {1}',
  'navigator.over': 'Au fil du temps',
  'navigator.two': 'Deux attributs ensemble',
  'navigator.twoHelp': 'En pour cent de chaque ligne, pour la sélection ; derrière un nom, sa part de l’ensemble. {0}',
  'navigator.twoReleased': 'D’après les comptages publiés.',
  'navigator.twoEstimated': 'Estimé à partir d’enregistrements synthétiques.',
  'navigator.rowsAre': 'Lignes',
  'navigator.columnsAre': 'Colonnes',
  'navigator.matrix': 'Matrice',
  'navigator.flow': 'Flux',
  'navigator.records': 'Enregistrements synthétiques',
  'navigator.recordsHelp':
    'Les {0} premiers des {1} enregistrements inventés de la sélection. Ne comptez pas les lignes une à une : ' +
    'servez-vous des nombres ci-dessus.',
  'navigator.csv': 'Enregistrer ces lignes (CSV)',
  'meaning.S_pMSE of a logistic regression':
    'Pour la concordance avec d’autres outils seulement : les effets principaux ne voient aucune relation.',
  'meaning.Mean shape of columns':
    '1 quand chaque colonne a les mêmes valeurs aussi souvent ; ne dit rien des relations.',
  'meaning.Shape of the worst column': 'La colonne le plus loin sous ce que donne le hasard.',
  'meaning.Mean similarity of pairs':
    '1 - distance en variation totale de deux colonnes ensemble, nombres en dix classes.',
  'meaning.Similarity of the worst pair': 'La paire de colonnes le plus loin sous ce que donne le hasard.',
  'meaning.k-marginal score':
    'Score du NIST, de 0 à 1000 : 1000 moins la moitié des enregistrements sur mille qui devraient changer pour ' +
    'que tant de colonnes concordent ensemble.',
  'meaning.k-marginal score of two halves':
    'Le même pour deux moitiés aléatoires des enregistrements réels : ce que donne le hasard à la moitié de leur ' +
    'nombre.',
  'meaning.Equivalent sub-sample':
    'Les enregistrements synthétiques sont aussi proches des réels qu’un échantillon aléatoire de cette part des ' +
    'réels.',
  'meaning.k-marginal score within a group':
    'Le même parmi les enregistrements d’un groupe, le pire d’abord ; le hasard dessert les petits groupes.',
  'meaning.Row expansion': '0 quand il y a autant d’enregistrements synthétiques que réels.',
  'meaning.New records':
    'Part des enregistrements synthétiques qu’aucun réel n’égale à 1 % près ; une part basse signale des copies.',
  'meaning.Unique records matched':
    'Part des enregistrements réels sans double qui se trouvent parmi les synthétiques.',
  'meaning.Key uniqueness':
    'Part des enregistrements synthétiques dont la clé n’apparaît pas avant eux ; 1 pour une vraie clé.',
  'meaning.Joint presence of values':
    '1 quand deux colonnes ont des valeurs dans le même enregistrement aussi souvent que dans la table réelle.',
  'meaning.Joint presence of the worst pair':
    'Les deux colonnes remplies ensemble le moins comme dans la table réelle.',
  'meaning.Records of each kind shown to trees': 'Sur combien d’enregistrements portent les scores suivants.',
  'meaning.Accuracy of distinguishing synthetic records':
    'Part des enregistrements que des arbres attribuent à la bonne table ; 0,5 quand ils ne distinguent pas.',
  'meaning.Half-width of the accuracy': 'De l’intervalle à 95 % de l’exactitude.',
  'meaning.Propensity score error':
    'Moyenne de (p - 1/2)², où p est la probabilité que des arbres donnent à synthétique ; 0,25 quand ils sont ' +
    'toujours sûrs.',
  'meaning.S_pMSE':
    'L’erreur du score de propension sur celle du hasard : environ 1 quand des arbres ne distinguent pas.',
  'meaning.Overlap of regression intervals':
    'Recouvrement moyen des intervalles à 95 % des coefficients d’une régression ; à côté, celui de deux moitiés ' +
    'réelles.',
  'meaning.Error of counting questions':
    'Erreur moyenne de comptages sur au plus trois colonnes, en part de tous les enregistrements.',
  'meaning.Error that 95 % of counting questions keep': 'En part de tous les enregistrements.',
  'meaning.Relative error of counting questions':
    'Erreur moyenne sur le comptage vrai ; les comptages sous un sur mille comptent pour autant.',
  'meaning.Accuracy of learning from synthetic records':
    'Enregistrements réels prédits par des arbres qui ont appris des synthétiques ; à côté, des réels et de ' +
    'colonnes indépendantes.',
  'meaning.F1 of learning from synthetic records':
    'Enregistrements réels prédits par des arbres qui ont appris des synthétiques ; à côté, des réels et de ' +
    'colonnes indépendantes.',
  'meaning.AUC of learning from synthetic records':
    'Enregistrements réels prédits par des arbres qui ont appris des synthétiques ; à côté, des réels et de ' +
    'colonnes indépendantes.',
  'meaning.R² of learning from synthetic records':
    'Enregistrements réels prédits par des arbres qui ont appris des synthétiques ; à côté, des réels et de ' +
    'colonnes indépendantes.',
};
