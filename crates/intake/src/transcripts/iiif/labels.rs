//! Language maps: words by language, each a list. The old form, a plain text, is read as words in no language.

use serde_json::Value;

/// The first words of the first language.
pub(super) fn first(value: &Value) -> Option<String> {
    values(value).next().map(|(_, words)| words.to_owned())
}

/// Whether this is a language map: nothing but lists of texts.
pub(super) fn is_map(value: &Value) -> bool {
    let is_words = |words: &Value| words.as_array().is_some_and(|words| words.iter().all(Value::is_string));
    value.as_object().is_some_and(|map| !map.is_empty() && map.values().all(is_words))
}

/// Every value, one a line, with its language before it where it has one.
pub(super) fn all(value: &Value) -> String {
    let told = values(value).map(|(lang, words)| match lang {
        "none" | "@none" | "" => words.to_owned(),
        _ => format!("{lang}: {words}"),
    });
    told.collect::<Vec<_>>().join("\n")
}

/// Every value, where there is more than one.
pub(super) fn in_further_languages(value: &Value) -> Option<String> {
    (values(value).count() > 1).then(|| all(value))
}

fn values(value: &Value) -> impl Iterator<Item = (&str, &str)> {
    let plain = value.as_str().map(|words| ("", words));
    let mapped = value.as_object().into_iter().flatten().flat_map(|(lang, words)| {
        let one = words.as_str();
        let many = words.as_array().into_iter().flatten().filter_map(Value::as_str);
        one.into_iter().chain(many).map(move |words| (lang.as_str(), words))
    });
    plain.into_iter().chain(mapped)
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn words_are_told_with_their_language() {
        let map = json!({"en": ["Quay", "Pier"], "none": ["7"]});
        assert_eq!((first(&map).as_deref(), all(&map).as_str()), (Some("Quay"), "en: Quay\nen: Pier\n7"));
    }

    #[test]
    fn a_plain_text_is_a_label_too_and_a_number_is_none() {
        assert_eq!(first(&json!("Quay")).as_deref(), Some("Quay"));
        assert_eq!((first(&json!(3)), in_further_languages(&json!("Quay"))), (None, None));
    }
}
