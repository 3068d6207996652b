//! The outside programs that readers use: what each is asked for, where it is found, what to install where it is missing.
//! Nothing else is ever started, and no argument comes from a file.

use std::path::PathBuf;

/// One outside program.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Tool {
    /// Of ffmpeg: containers and streams, as JSON.
    Ffprobe,
    /// Frames, sound and copies of recordings.
    Ffmpeg,
    /// Of poppler: what a PDF says of itself.
    Pdfinfo,
    /// Of poppler: the words of a PDF with their boxes, as a table.
    Pdftotext,
    /// Of poppler: one page of a PDF as a picture.
    Pdftoppm,
    /// The words on a picture with their boxes, as a table.
    Tesseract,
}

impl Tool {
    /// The program's name, as on the command line.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Tool::Ffprobe => "ffprobe",
            Tool::Ffmpeg => "ffmpeg",
            Tool::Pdfinfo => "pdfinfo",
            Tool::Pdftotext => "pdftotext",
            Tool::Pdftoppm => "pdftoppm",
            Tool::Tesseract => "tesseract",
        }
    }

    /// The packages that hold it, by Debian's names, for a message.
    pub(crate) fn package(self) -> &'static str {
        match self {
            Tool::Ffprobe | Tool::Ffmpeg => "ffmpeg",
            Tool::Pdfinfo | Tool::Pdftotext | Tool::Pdftoppm => "poppler-utils",
            Tool::Tesseract => "tesseract-ocr, tesseract-ocr-rus and tesseract-ocr-eng",
        }
    }

    /// Where it is: in the first absolute folder of this machine's path that has it. Links are followed.
    pub(crate) fn find(self) -> Option<PathBuf> {
        let file = format!("{}{}", self.name(), std::env::consts::EXE_SUFFIX);
        let path = std::env::var_os("PATH")?;
        let folders = std::env::split_paths(&path).filter(|folder| folder.is_absolute());
        folders.map(|folder| folder.join(&file)).find(|path| path.is_file())?.canonicalize().ok()
    }
}

/// What a tool is asked to do with the file on its standard input.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Errand {
    /// Describe a recording.
    Probe,
    /// Say what a PDF says of itself.
    Info,
    /// Give the words of a PDF.
    Words,
    /// Draw a page, counted from 1.
    Draw(u32),
    /// Read the words off a picture.
    Recognise,
    /// Make something of a recording or page; the words are those of `outside::recipes`.
    Make(Tool, &'static str, u64),
    /// Say its own version; no file is handed to it.
    Version(Tool),
}

/// Formats of recordings that ffprobe may take a file for. Playlists, scripts and pictures, which name other files, are
/// not among them.
const CONTAINERS: &str = "aac,ac3,aiff,amr,ape,asf,au,avi,caf,dts,dv,eac3,flac,flv,gxf,h264,hevc,ivf,lxf,m4v,\
    matroska,webm,mov,mp4,m4a,3gp,3g2,mj2,mp3,mpc,mpc8,mpeg,mpegts,mpegvideo,mxf,nut,ogg,rm,swf,tta,vc1,voc,w64,wav,wtv,wv";
/// The longer side of a drawn page, in pixels: about 220 dots to an inch on A4, and never more on a page without end.
pub(crate) const DRAWN_PX: &str = "2600";

/// The languages in which a machine reads.
pub(crate) const LANGUAGES: &str = "rus+eng";

/// The programs of others that readers find on this machine, for telling whether a file would be read the same way again.
pub fn tools_at_hand() -> String {
    let tools = [Tool::Ffprobe, Tool::Pdfinfo, Tool::Pdftotext, Tool::Pdftoppm, Tool::Tesseract];
    let found = tools.into_iter().filter(|tool| tool.find().is_some());
    found.map(Tool::name).collect::<Vec<_>>().join(" ")
}

impl Errand {
    /// Who does it.
    pub(crate) fn tool(self) -> Tool {
        match self {
            Errand::Probe => Tool::Ffprobe,
            Errand::Info => Tool::Pdfinfo,
            Errand::Words => Tool::Pdftotext,
            Errand::Draw(_) => Tool::Pdftoppm,
            Errand::Recognise => Tool::Tesseract,
            Errand::Version(tool) | Errand::Make(tool, ..) => tool,
        }
    }

    /// The arguments, for a file on standard input and output on standard output.
    pub(crate) fn args(self) -> Vec<String> {
        let input = input();
        let page = match self {
            Errand::Draw(page) => page.to_string(),
            _ => String::new(),
        };
        let words: Vec<&str> = match self {
            Errand::Probe => {
                let whole = "-v error -hide_banner -threads 1 -protocol_whitelist file,pipe,fd -of json -show_format \
                             -show_streams -show_chapters -show_error -show_program_version -format_whitelist";
                let with = [CONTAINERS, input].map(str::to_owned);
                return whole.split_whitespace().map(str::to_owned).chain(with).collect();
            }
            Errand::Info => vec!["-isodates", "-enc", "UTF-8", input],
            Errand::Words => vec!["-tsv", "-enc", "UTF-8", input, "-"],
            Errand::Draw(_) => vec!["-f", &page, "-l", &page, "-scale-to", DRAWN_PX, "-gray", "-png", input],
            Errand::Recognise => vec!["stdin", "stdout", "-l", LANGUAGES, "tsv"],
            Errand::Make(_, recipe, number) => return made(recipe, number),
            Errand::Version(Tool::Tesseract) => vec!["--version"],
            Errand::Version(Tool::Ffmpeg) => vec!["-version"],
            Errand::Version(_) => vec!["-v"],
        };
        words.into_iter().map(str::to_owned).collect()
    }
}

/// A recipe with its place holders filled: the input, the containers allowed, the output, and its one number.
fn made(recipe: &str, number: u64) -> Vec<String> {
    let seconds = format!("{}.{:03}", number / 1000, number % 1000);
    let filled = |word: &str| match word {
        "INPUT" => input().to_owned(),
        "OUTPUT" => output().to_owned(),
        "CONTAINERS" => CONTAINERS.to_owned(),
        _ => word.replace("NUMBER", &number.to_string()).replace("SECONDS", &seconds),
    };
    recipe.split_whitespace().map(filled).collect()
}

/// The name under which a program opens the file on its standard output anew.
fn output() -> &'static str {
    if cfg!(target_os = "linux") { "file:/proc/self/fd/1" } else { "pipe:1" }
}

/// The name under which a program opens the file on its standard input anew, so that it can move about in it.
fn input() -> &'static str {
    if cfg!(target_os = "linux") {
        "/proc/self/fd/0"
    } else if cfg!(unix) {
        "/dev/fd/0"
    } else {
        "-"
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What is copied and lives as long as the program holds no name that came with a file.
    fn holds_no_name<T: Copy + 'static>(_: T) {}

    #[test]
    fn no_argument_is_of_a_file_but_that_it_comes_by_standard_input() {
        for errand in [Errand::Probe, Errand::Info, Errand::Words, Errand::Draw(7), Errand::Recognise] {
            holds_no_name(errand);
            let args = errand.args();
            let (by_input, others): (Vec<_>, Vec<_>) =
                args.iter().partition(|word| [input(), "stdin"].contains(&word.as_str()));
            assert_eq!(by_input.len(), 1, "{args:?}");
            assert!(!others.iter().any(|word| word.contains('/')), "{args:?}");
        }
    }
}
