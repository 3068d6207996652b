//! The words with which outside programs are asked to make something of an original. INPUT, OUTPUT, CONTAINERS, NUMBER and
//! SECONDS are filled in by `tools`; every other word is ours, and none comes from a file.

/// A frame of a film at SECONDS, upright, in its own size; of a picture format without pixels that fill a screen.
pub(super) const FRAME: &str = "-nostdin -v error -hide_banner -threads 1 -filter_threads 1 -protocol_whitelist \
     file,pipe,fd -format_whitelist CONTAINERS -ss SECONDS -i INPUT -map 0:V:0 -frames:v 1 -an -sn -dn \
     -vf scale=w=min(iw\\,1920):h=min(ih\\,1920):force_original_aspect_ratio=decrease -pix_fmt rgb24 \
     -c:v png -threads 1 -f image2pipe pipe:1";

/// The sound, one channel, 8,000 samples a second of 16 bits, from the recording's own beginning.
pub(super) const SOUND: &str = "-nostdin -v error -hide_banner -threads 1 -filter_threads 1 -protocol_whitelist \
     file,pipe,fd -format_whitelist CONTAINERS -i INPUT -map 0:a:0 -vn -sn -dn \
     -af aresample=8000:async=1:first_pts=0 -ac 1 -ar 8000 -c:a pcm_s16le -f s16le pipe:1";

/// One grey frame of 32 × 32 pixels for each NUMBER milliseconds, at most 7,200.
pub(super) const FRAMES: &str = "-nostdin -v error -hide_banner -threads 1 -filter_threads 1 -protocol_whitelist \
     file,pipe,fd -format_whitelist CONTAINERS -i INPUT -map 0:V:0 -an -sn -dn \
     -vf fps=1000/NUMBER:round=near:start_time=0,scale=32:32:flags=area,format=gray -frames:v 7200 \
     -c:v rawvideo -f rawvideo pipe:1";

/// A film that every browser plays, at most 1280 × 720, its index at the beginning.
pub(super) const FILM: &str = "-nostdin -v error -hide_banner -y -threads 1 -filter_threads 1 -protocol_whitelist \
     file,pipe,fd -format_whitelist CONTAINERS -i INPUT -map 0:V:0 -map 0:a:0? -sn -dn -map_metadata -1 -map_chapters -1 \
     -vf scale=w=min(iw\\,1280):h=min(ih\\,720):force_original_aspect_ratio=decrease:force_divisible_by=2 \
     -pix_fmt yuv420p -c:v libx264 -preset veryfast -crf 26 -threads 1 -c:a aac -b:a 96k -ac 2 -fflags +bitexact \
     -movflags +faststart -f mp4 OUTPUT";

/// A sound that every browser plays.
pub(super) const TALK: &str = "-nostdin -v error -hide_banner -y -threads 1 -filter_threads 1 -protocol_whitelist \
     file,pipe,fd -format_whitelist CONTAINERS -i INPUT -map 0:a:0 -vn -sn -dn -map_metadata -1 -map_chapters -1 \
     -c:a aac -b:a 96k -ac 2 -fflags +bitexact -movflags +faststart -f mp4 OUTPUT";

/// Page NUMBER of a document, its longer side 1,600 pixels.
pub(super) const PAGE: &str = "-f NUMBER -l NUMBER -scale-to 1600 -png INPUT";
