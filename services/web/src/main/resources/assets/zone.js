// Says where the reader's device is, so that the next page shows times as they are there. Without it they are Japan's.
const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;
const said = "zone_here=" + encodeURIComponent(zone ?? "");

if (zone && !document.cookie.split("; ").includes(said)) {
  document.cookie = said + "; path=/; max-age=31536000; samesite=lax";
}
