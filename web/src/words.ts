// The script's own furniture words in the languages of our pages, chosen by the page's language.
// A page may replace any of them by a data attribute; texts of the case are never here.

const ENGLISH = {
  note: "Note {n}",
  quoted: "“{words}”",
  close: "Close",
  theme: "Colours",
  themeSystem: "as the system",
  themeLight: "light",
  themeDark: "dark",
  filter: "Show only entries with",
  filtered: "{n} of {total} shown",
  searching: "Searching…",
  empty: "Type a word or a name. Any form of a word finds the others.",
  noData: "The search data of this folder cannot be read. Unpack the whole dossier and open it again.",
  none: "Nothing found for {q}.",
  nearest: "Words like it in this dossier:",
  found: "{results} for {q}.",
  result_one: "{n} result",
  result_other: "{n} results",
  pageOf: "Page {n} of {total}",
  pages: "Pages of results",
  names: "Registered name:",
  best: "best first",
  newest: "newest first",
  byKind: "by kind",
  order: "Order",
  byNames: "Find registered names in every written form",
  narrow: "Narrow",
  facetKind: "Kind",
  facetSpeaker: "Speaker",
  facetRole: "Role",
  facetSource: "Source",
  facetSession: "Session",
  facetLanguage: "Language",
  facetQuestion: "Question",
  unknown: "«{name}:» is no filter and was searched as a word. Filters: {filters}",
  unread: "{filter} keeps nothing: expected a date such as 2004-09-03 or 2004-09-01/2004-09-03.",
  before: "Before you read:",
  playAt: "Play {at}",
  wholeAccount: "In the whole account",
  entry: "ledger entry {n}",
  verifyMissing:
    "This browser gives pages opened this way no means to compute SHA-256. Use SHA256SUMS with a program on your computer.",
  verifyNoSums: "The list of digests cannot be read. Unpack the whole dossier and open it again.",
  verifyChoose: "Choose files to check",
  verifyWorking: "Computing…",
  verifySame: "{name}: the same bytes as {path} in this dossier",
  verifyOther: "{name}: no file of this dossier has these bytes (sha256:{digest})",
  verifyChanged: "{name}: a file of this name is in this dossier, with other bytes (sha256:{digest})",
};

/** The names of the furniture words. */
export type Word = keyof typeof ENGLISH;

const RUSSIAN: Partial<Record<string, string>> = {
  note: "Примечание {n}",
  quoted: "«{words}»",
  close: "Закрыть",
  theme: "Цвета",
  themeSystem: "как в системе",
  themeLight: "светлые",
  themeDark: "тёмные",
  filter: "Показать только записи со словами",
  filtered: "Показано {n} из {total}",
  searching: "Идёт поиск…",
  empty: "Введите слово или имя. Любая форма слова находит остальные.",
  noData: "Данные для поиска не читаются. Распакуйте папку целиком и откройте её снова.",
  none: "По запросу {q} ничего не найдено.",
  nearest: "Похожие слова в этом досье:",
  found: "{results} по запросу {q}.",
  result_one: "{n} результат",
  result_few: "{n} результата",
  result_other: "{n} результатов",
  pageOf: "Страница {n} из {total}",
  pages: "Страницы результатов",
  names: "Имя в списке:",
  best: "сначала лучшие",
  newest: "сначала новые",
  byKind: "по видам",
  order: "Порядок",
  byNames: "Искать имена из списка во всех написаниях",
  narrow: "Сузить",
  facetKind: "Вид",
  facetSpeaker: "Кто говорит",
  facetRole: "Роль",
  facetSource: "Источник",
  facetSession: "Встреча",
  facetLanguage: "Язык",
  facetQuestion: "Вопрос",
  unknown: "«{name}:» не фильтр, искали как слово. Фильтры: {filters}",
  unread: "{filter} ничего не оставляет: нужна дата, например 2004-09-03 или 2004-09-01/2004-09-03.",
  before: "Перед чтением:",
  playAt: "Воспроизвести {at}",
  wholeAccount: "В рассказе целиком",
  entry: "запись журнала {n}",
  verifyMissing:
    "В этом браузере страница, открытая таким способом, не может вычислить SHA-256. Проверьте SHA256SUMS программой на компьютере.",
  verifyNoSums: "Список контрольных сумм не читается. Распакуйте папку целиком и откройте её снова.",
  verifyChoose: "Выберите файлы для проверки",
  verifyWorking: "Вычисляется…",
  verifySame: "{name}: те же байты, что и в {path} в этом досье",
  verifyOther: "{name}: в этом досье нет файла с такими байтами (sha256:{digest})",
  verifyChanged: "{name}: файл с таким именем в этом досье есть, но байты другие (sha256:{digest})",
};

const KINDS: Record<string, [string, string]> = {
  question: ["Questions", "Вопросы"],
  finding: ["Findings", "Выводы"],
  account: ["Accounts", "Рассказ"],
  prompt: ["The prompt", "Повод"],
  person: ["People and bodies", "Люди и органы"],
  place: ["Places", "Места"],
  statement: ["Statements", "Высказывания"],
  message: ["Messages", "Сообщения"],
  event: ["Events", "События"],
  source: ["Sources", "Источники"],
  transcript: ["Transcripts", "Расшифровки"],
};

/** The page's language, primary part only. */
export function pageLanguage(): string {
  return (document.documentElement.lang || "en").split("-")[0] ?? "en";
}

/** A word with its `{slots}` filled, from a data attribute of `from` if it has one, else in the page's language. */
export function say(word: Word, slots: Record<string, string | number> = {}, from?: HTMLElement | null): string {
  return fillSlots(from?.dataset[word] ?? (pageLanguage() === "ru" ? RUSSIAN[word] : undefined) ?? ENGLISH[word], slots);
}

/** The form of a counted word that fits its number: `result` gives `result_one`, `result_few`, … */
export function sayCount(stem: "result", n: number): string {
  const language = pageLanguage();
  const form = `${stem}_${new Intl.PluralRules(language).select(n)}`;
  const table: Partial<Record<string, string>> = language === "ru" ? RUSSIAN : ENGLISH;
  return fillSlots(table[form] ?? table[`${stem}_other`] ?? "{n}", { n: n.toLocaleString(language) });
}

/** The heading over results of one kind: `data-kind-source` of `from`, else ours, else the kind itself. */
export function sayKind(kind: string, from: HTMLElement): string {
  const own = from.getAttribute(`data-kind-${kind}`);
  return own ?? KINDS[kind]?.[pageLanguage() === "ru" ? 1 : 0] ?? kind;
}

/** What one result of a kind is: `data-one-source` of `from`, else the heading of its kind. */
export function sayOne(kind: string, from: HTMLElement): string {
  return from.getAttribute(`data-one-${kind}`) ?? sayKind(kind, from);
}

/** A text with its `{slots}` filled. */
export function fillSlots(text: string, slots: Record<string, string | number>): string {
  return text.replace(/\{(\w+)\}/g, (whole, name: string) => (name in slots ? String(slots[name]) : whole));
}
