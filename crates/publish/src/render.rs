//! Draws one page: the template engine with our functions, and the frame that every page has around its content.
//! What pages say is in `pages`; writing them is in `writer`.

use crate::embedded::TEMPLATES;
use crate::error::PublishError;
use crate::frame;
use crate::furniture::Furniture;
use crate::page::{Page, serialized};
use crate::plot::glyph;
use crate::site::Site;
use minijinja::syntax::SyntaxConfig;
use minijinja::value::Kwargs;
use minijinja::{
    AutoEscape, Environment, Error, ErrorKind, Output, State, UndefinedBehavior, Value, context, escape_formatter,
};
use std::collections::BTreeSet;
use std::sync::Arc;

/// Draws pages of one site; safe to use from several threads.
pub(crate) struct Renderer<'s, 'a> {
    site: &'s Site<'a>,
    env: Environment<'static>,
    paths: BTreeSet<&'s str>,
}

impl<'s, 'a> Renderer<'s, 'a> {
    /// Reads the templates; `pages` are all pages of the dossier, by which links of the frame are chosen.
    pub fn new(site: &'s Site<'a>, pages: &'s [Page]) -> Result<Self, PublishError> {
        Ok(Renderer {
            site,
            env: environment(Arc::clone(&site.furniture))?,
            paths: pages.iter().map(|page| page.path.as_str()).collect(),
        })
    }

    /// The page as HTML.
    pub fn draw(&self, page: &Page) -> Result<String, PublishError> {
        let failed = |error: Error| PublishError::Template { page: page.path.clone(), reason: chain(&error) };
        let frame = frame::of(self.site, page, &self.paths);
        let template = self.env.get_template(page.template).map_err(failed)?;
        let lang = page.lang.as_str();
        template.render(context! { page => serialized(&frame), lang, ..page.context.clone() }).map_err(failed)
    }
}

fn chain(error: &Error) -> String {
    format!("{error:#}").replace('\n', " ")
}

pub(crate) fn environment(furniture: Arc<Furniture>) -> Result<Environment<'static>, PublishError> {
    let mut env = Environment::new();
    env.set_undefined_behavior(UndefinedBehavior::SemiStrict);
    env.set_syntax(tidy_syntax());
    env.set_formatter(format_value);
    for (name, source) in TEMPLATES {
        let failed = |error: Error| PublishError::Template { page: (*name).into(), reason: chain(&error) };
        env.add_template(name, source).map_err(failed)?;
    }
    let words = Arc::clone(&furniture);
    env.add_function("t", move |state: &State, key: String, places: Kwargs| text(&words, state, &key, None, &places));
    env.add_function("tn", move |state: &State, key: String, n: usize, places: Kwargs| {
        text(&furniture, state, &key, Some(n), &places)
    });
    env.add_function("glyph", |family: String| Value::from_safe_string(glyph::inline(&family)));
    env.add_function("say", say);
    Ok(env)
}

/// Block tags on lines of their own leave no empty lines behind.
fn tidy_syntax() -> SyntaxConfig {
    SyntaxConfig::builder().trim_blocks(true).lstrip_blocks(true).build().unwrap_or_default()
}

/// Text is escaped by our own rule: the engine's would also write every slash of an address as `&#x2f;`.
fn format_value(out: &mut Output, state: &mut State, value: &Value) -> Result<(), Error> {
    match value.as_str().filter(|_| !value.is_safe() && matches!(state.auto_escape(), AutoEscape::Html)) {
        Some(text) => out.write_str(&escape(text)).map_err(Error::from),
        None => escape_formatter(out, state, value),
    }
}

/// `t("file.key", place=value)` and `tn("file.key", n, …)`: our words in the page's language.
fn text(words: &Furniture, state: &State, key: &str, n: Option<usize>, places: &Kwargs) -> Result<String, Error> {
    let lang = state.lookup("lang").and_then(|lang| lang.as_str().map(str::to_owned)).unwrap_or_default();
    let words = words.words(&lang);
    let mut filled = n.map_or_else(|| words.t(key), |n| words.count(key, n));
    for place in places.args() {
        let value: Value = places.get(place)?;
        filled = filled.replace(&format!("{{{place}}}"), &value.to_string());
    }
    if filled.starts_with('⟦') {
        return Err(Error::new(ErrorKind::InvalidOperation, format!("no interface word {key}")));
    }
    Ok(filled)
}

/// `say(said)`: a text in its own language, in a `span` with `lang` and `dir` where that is not the page's.
fn say(said: Value) -> Result<Value, Error> {
    let text = escape(&field(&said, "text")?);
    if !said.get_attr("foreign")?.is_true() {
        return Ok(Value::from_safe_string(text));
    }
    let (lang, dir) = (escape(&field(&said, "lang")?), field(&said, "dir")?);
    Ok(Value::from_safe_string(format!(r#"<span lang="{lang}" dir="{dir}">{text}</span>"#)))
}

fn field(said: &Value, name: &str) -> Result<String, Error> {
    Ok(said.get_attr(name)?.as_str().unwrap_or_default().to_owned())
}

/// Text as HTML or SVG content or attribute value.
pub fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            _ => out.push(c),
        }
    }
    out
}
