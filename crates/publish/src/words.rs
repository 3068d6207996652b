//! Numbers and plural forms for readers, by language. Dates are in `words_dates`, basis and bounds in `words_answers`.

/// A narrow no-break space, which groups digits in Russian.
const GROUP_RU: char = '\u{a0}';

/// Which form a counted noun takes: `one`, `few` or `many`. Source: Unicode CLDR plural rules for cardinals.
pub fn plural_form(lang: &str, n: usize) -> &'static str {
    match (lang, n % 10, n % 100) {
        ("ru" | "uk" | "be", 1, tail) if tail != 11 => "one",
        ("ru" | "uk" | "be", 2..=4, tail) if !(12..=14).contains(&tail) => "few",
        ("ru" | "uk" | "be", _, _) => "many",
        _ if n == 1 => "one",
        _ => "many",
    }
}

/// A whole number with separators: `1,128` in English; in Russian four digits stay together and `12 500` is parted.
pub fn number(lang: &str, n: i64) -> String {
    let digits = n.unsigned_abs().to_string();
    let sign = if n < 0 { "−" } else { "" };
    match lang {
        "ru" if digits.len() <= 4 => format!("{sign}{digits}"),
        "ru" => format!("{sign}{}", grouped(&digits, GROUP_RU)),
        _ => format!("{sign}{}", grouped(&digits, ',')),
    }
}

fn grouped(digits: &str, separator: char) -> String {
    let mut out = String::new();
    for (index, digit) in digits.chars().enumerate() {
        if index > 0 && (digits.len() - index).is_multiple_of(3) {
            out.push(separator);
        }
        out.push(digit);
    }
    out
}

/// The writing direction of a language.
pub fn direction(lang: &str) -> &'static str {
    let primary = lang.split('-').next().unwrap_or_default();
    if matches!(primary, "ar" | "he" | "fa" | "ur" | "ps" | "yi" | "dv" | "ckb") { "rtl" } else { "ltr" }
}

/// The name that a language gives itself.
pub fn own_name(lang: &str) -> &str {
    match lang.split('-').next().unwrap_or_default() {
        "en" => "English",
        "ru" => "Русский",
        "uk" => "Українська",
        "ka" => "ქართული",
        "os" => "Ирон",
        "de" => "Deutsch",
        "fr" => "Français",
        "es" => "Español",
        "ar" => "العربية",
        _ => lang,
    }
}

/// The text with its first letter as a capital.
pub fn capital(text: &str) -> String {
    let mut chars = text.chars();
    chars.next().map(|first| first.to_uppercase().chain(chars).collect()).unwrap_or_default()
}

/// Joins with commas and a last word: `a, b and c`.
pub fn join(items: &[String], last: &str) -> String {
    match items {
        [] => String::new(),
        [only] => only.clone(),
        [head @ .., tail] => format!("{} {last} {tail}", head.join(", ")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn russian_numbers_take_three_forms() {
        let forms: Vec<_> = [1, 2, 5, 11, 12, 21, 22, 111, 122].map(|n| plural_form("ru", n)).into();
        assert_eq!(forms, ["one", "few", "many", "many", "many", "one", "few", "many", "few"]);
    }

    #[test]
    fn digits_are_grouped_by_language() {
        assert_eq!(number("en", 1128), "1,128");
        assert_eq!(number("ru", 1128), "1128");
        assert_eq!(number("ru", 2_955_000), "2\u{a0}955\u{a0}000");
    }

    #[test]
    fn arabic_is_written_from_right_to_left() {
        assert_eq!((direction("ar-EG"), direction("ru")), ("rtl", "ltr"));
    }
}
