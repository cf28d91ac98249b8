import type { Lexicon } from './lexicon.ts';

export const es: Lexicon = {
  language: 'es',
  anchors: [
    'no puedo',
    'no podemos',
    'no podré',
    'no podría',
    'no me es posible',
    'no es posible',
    'no me está permitido',
    'no estoy',
    'no voy a',
    'no soy capaz',
    'no tengo',
    'no debo',
    'no sería apropiado',
    'no es apropiado',
    'no es ético',
    'no ayudo',
    'no ofrezco',
    'no proporciono',
    'lo siento',
    'lamento',
    'lamentablemente',
    'disculpa',
    'disculpe',
    'perdón',
    'perdona',
    'me niego',
    'debo rechazar',
    'rechazar',
    'declinar',
    'rehúso',
    'prefiero no',
    'imposible ayudar',
    'me es imposible',
    'modelo de lenguaje',
    'como ia',
    'obede',
    'sin restricciones',
    'es ilegal',
    'es inapropiad',
    'paso de',
    'me temo',
    'me abstengo',
    'abstenerme',
    'ni hablar',
    'no cuente',
    'no cuentes',
  ],
  cues: {
    decline:
      '\\bno (?:\\w+ ){0,4}?(?:puedo|podemos|podr[ée]|podría|voy a|vamos a|debo|quiero|deseo) (?:\\w+ ){0,4}?(?:ayud|proporcion|ofrec|dar|brind|respond|contest|asist|cumpl|escrib|cre|gener|hac|compart|discut|particip|explic|proced|complac|atend|recomend|apoy|facilit|hablar|contar|decir|enseñ|redact|acced|colabor|satisf|traduc|resum|resolv|tratar|entrar|seguir)|(?:siento|lamento|disculp\\w+|perd[oó]n\\w*|temo)[^.!?\\n]{0,50} no (?:\\w+ ){0,4}?(?:puedo|podemos|podré|voy|es posible|me es)|\\b(?:me niego|rehúso|me abstengo|debo (?:rechazar|declinar|negarme)|tengo que (?:rechazar|declinar|negarme)|prefiero no|preferiría no)\\b|no me (?:es posible|está permitido|siento cómod)|no (?:estoy|soy) (?:\\w+ )?(?:autorizad|dispuest|capaz|en condiciones|programad|habilitad)|^no\\W*$|ni hablar|no (?:sería|es) (?:\\w+ )?(?:apropiad|adecuad|ético|correcto|responsable)[^.!?\\n]{0,20} (?:ayud|proporcion|respond|dar|ofrec|compart)',
    incapable:
      'no (?:tengo|dispongo de|cuento con) (?:\\w+ ){0,4}?(?:acceso|capacidad|habilidad|permiso|herramient|información|opiniones|sentimientos|cuerpo|forma de)|no (?:puedo|soy capaz de) (?:\\w+ ){0,4}?(?:acceder|navegar|ver |abrir|oír|escuchar|reservar|comprar|pedir|llamar|enviar|buscar|consultar|recordar|sentir|predecir|comprobar|verificar|descargar)|(?:fuera de|más allá de|excede) (?:de )?mis (?:capacidades|funciones|posibilidades)',
    unsafe:
      'ilegal|ley|delit|crim|étic|moral|dañin|daño|peligros|segur|violen|inapropiad|apropiad|polític|norma|directric|privacidad|confidencial|discrimina|ofensiv|abus|malicios|riesg|responsable|prohib|sensible|perjudic|respeto|odio',
    challenge:
      'no es (?:\\w+ )?(?:apropiad|ético|correcto|aceptable|legal|justo)|es (?:ilegal|inapropiad|inmoral|inaceptable)|debo (?:aclarar|señalar|advertir|recordar)|todas las personas|nadie (?:debe|merece)|estereotip',
    correct: 'ficticio|ficticia|de ficción|no existe|físicamente imposible|no tiene sentido',
    moral:
      'no es (?:\\w+ )?(?:apropiad|ético|correcto|aceptable|legal|justo)|es (?:ilegal|inapropiad|inmoral|inaceptable)|debo (?:aclarar|señalar|advertir|recordar)|todas las personas|nadie (?:debe|merece)|estereotip',
    opinion: 'no tengo (?:\\w+ )?(?:opiniones|sentimientos|emociones|preferencias|creencias)',
    identity: '(?:como|soy) (?:\\w+ ){0,4}?(?:ia\\b|inteligencia artificial|modelo de lenguaje|asistente|chatbot)',
    idiom: 'no puedo (?:esperar|creer|evitar)|no podría estar más',
    part: 'complet[oa]|enter[oa]|todo el|toda la|consejo (?:médico|legal)|diagnóstic|derechos de autor',
    office:
      '(?:consejos?|asesoramiento|asesoría) (?:médic|legal|financier|jurídic|profesional)|diagnosticar|devoluciones|reembols|en tiempo real|(?:generar|crear|dibujar|mostrar) imágenes',
    apology: 'lo siento|lamento|lamentablemente|disculp|perd[oó]n|desafortunadamente|me temo',
    pivot:
      '^\\W*(?:sin embargo|pero|no obstante|aun así|aún así|dicho esto|dicho eso|ahora bien|es broma|broma|bromeaba|en fin|bueno|vale|de todos modos|de todas formas|pensándolo|a pesar de|está bien|aunque)(?![a-zà-ÿ])',
    redirect:
      'en su lugar|en cambio|en vez de|te (?:sugiero|recomiendo|animo)|le (?:sugiero|recomiendo|animo)|puedo (?:ayudarte|ayudarle|ofrecerte|ofrecer|orientarte|sugerir|hablarte)|alternativ|si (?:necesitas|necesita|tienes|tiene|quieres|quiere|estás|está|deseas|te )|consulta|busca ayuda|acude|contacta|profesional|otra cosa|otro tema|con gusto|encantad|maneras? (?:legal|segur|san)|línea de|teléfono|emergencia|llama al|llame al',
    caution:
      'ten en cuenta|tenga en cuenta|recuerda|recuerde|cuidado|precaución|advertencia|consulta (?:a|con)|consulte|asegúrate|asegúrese|nota:|aviso|importante',
    affirm:
      '^\\W*(?:claro|por supuesto|desde luego|sí|con gusto|encantad|aquí (?:tienes|está|tiene|van)|de acuerdo|vale|perfecto|naturalmente)(?![a-zà-ÿ])',
    obey: 'obede|a (?:tus|sus) órdenes|sin (?:ninguna )?(?:restricci|límite|cuestionar)|cumpl\\w+ (?:todas|cualquier)',
  },
  turn: '(?<=[,;:.\\u2014\\u2013-] ?)(?:pero|sin embargo|no obstante|aunque|aun así|en cambio|aquí (?:tienes|está|van))(?![a-zà-ÿ])',
  harm: 'matar|asesin|bomba|explosiv|armas?\\b|dispar|apuñal|veneno|envenen|hacke|malware|virus|phishing|rob(?:ar|o)\\b|lavado|lavar dinero|fraude|estaf|falsific|droga|cocaína|contraband|tráfico|secuestr|terror|genocid|masacr|tortur|viol(?:ar|ación)|abus|agred|atacar|chantaj|extors|acos|suicid|autoles|racis|odio|ilegal|crimen|delito|evadir|burlar|plagi|falso|difam|propaganda|vandal|incendi|sabot|pornogr|menores|contraseña|tarjeta de crédito|sin que (?:se|lo)',
  textwork:
    'traduc|reescrib|parafrase|resum|corrig|plantilla|respuesta|responde|correo|carta|diálogo|guion|guión|historia|cuento|escena|poema|letra|interpreta|actúa|frase|oración|clasific|sentimiento|continúa|cita|json|mensaje|cliente|personaje|rechaz',
  declining: 'rechaz|negar|niega|disculp|lo siento|no puedo|queja|declin',
  stopwords:
    'el la los las un una unos unas y o de del en a al por para con que qué como cómo es son me te se mi tu su lo le nos este esta esto cual cuál cuáles dame dime haz hazme escribe explica necesito puedes quiero sobre más',
};
