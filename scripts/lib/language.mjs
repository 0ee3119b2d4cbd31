/**
 * The language that the reader has chosen for programs, as "ja" or "en": by the variables of POSIX and
 * GNU, else as the system says.
 *
 * @param {NodeJS.ProcessEnv} [env]
 * @returns {string}
 */
export function readersLanguage(env = process.env) {
  const locale = env.LC_ALL || env.LC_MESSAGES || env.LANG || systemLocale();
  const isNone = /^(C|POSIX)([.@]|$)/.test(locale);
  // GNU's list of languages, best first. It counts only where there is a locale.
  const [best = ""] = isNone ? [] : (env.LANGUAGE ?? "").split(":");
  const [code = "en"] = isNone ? [] : (/^[a-z]{2,3}(?![a-z])/i.exec(best || locale) ?? []);
  return code.toLowerCase();
}

const systemLocale = () => Intl.DateTimeFormat().resolvedOptions().locale;
