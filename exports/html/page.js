"use strict";
(() => {
  const PAGE = 50; // entries on the screen at a time
  const MOST_PRINTED = 2000;
  const byId = (id) => document.getElementById(id);
  const fromRight = byId("list").dataset.fromRight.split(" ");
  const nameOf = (code) => new Intl.DisplayNames("en", { type: "language" }).of(code);
  const island = byId("entries");
  const entries = JSON.parse(island.textContent);
  island.remove();

  // What each entry is to which others: its own relations, and theirs to it.
  const placeOf = (id) => `#${encodeURIComponent(id)}`;
  const byPlace = new Map(entries.map((entry) => [placeOf(entry.id), entry]));
  const links = new Map(entries.map((entry) => [entry, []]));
  for (const entry of entries) {
    for (const [kind, inverse, target, status] of entry.related) {
      const other = byPlace.get(placeOf(target));
      if (!other || other === entry) continue;
      const mark = status ? ` (${status})` : "";
      links.get(entry).push([kind + mark, other]);
      links.get(other).push([inverse + mark, entry]);
    }
  }

  const fold = (text) => text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase().trim();
  const indexed = entries.map((entry) => ({
    entry,
    terms: Object.values(entry.terms).flat().map((term) => fold(term[0])),
  }));

  // A query as pinyin: no tones, no spaces, ü as v. Null where it is none.
  const typed = (query) => {
    const plain = fold(query.toLowerCase().normalize("NFC").replace(/[üǖǘǚǜ]/g, "v"));
    const letters = plain.replace(/[\s'’·-]/g, "");
    return /^[a-z][a-z0-9]*$/.test(letters) ? letters.replace(/(?<=[a-z])[1-5]/g, "") : null;
  };

  // How well an entry answers: 0 best, Infinity not at all.
  const rank = ({ entry, terms }, query, words, pinyin) => {
    let best = Infinity;
    for (const term of terms) {
      if (term === query) return 0;
      if (term.startsWith(query)) best = Math.min(best, 1);
      else if (term.includes(query)) best = Math.min(best, 4);
      else if (words.length > 1 && words.every((word) => term.includes(word))) {
        best = Math.min(best, 5);
      }
    }
    if (pinyin === null || best < 2) return best;
    for (const [plain, initials] of entry.spelled) {
      if (plain === pinyin || initials === pinyin) return 2;
      if (plain.startsWith(pinyin) || initials.startsWith(pinyin)) best = Math.min(best, 3);
      else if (pinyin.length > 3 && plain.includes(pinyin)) best = Math.min(best, 6);
    }
    return best;
  };

  const chosen = { status: byId("status"), kind: byId("kind"), subject: byId("subject") };
  const search = () => {
    const query = fold(byId("query").value);
    const pinyin = typed(byId("query").value);
    const words = query.split(/\s+/);
    const ranked = [];
    for (const each of indexed) {
      const wanted = Object.entries(chosen).every(
        ([name, select]) => !select.value || each.entry[name] === select.value,
      );
      if (!wanted) continue;
      const place = query ? rank(each, query, words, pinyin) : 0;
      if (place < Infinity) ranked.push([place, each.entry]);
    }
    return ranked.sort((a, b) => a[0] - b[0]).map(([, entry]) => entry);
  };

  // Texts become text nodes and nothing else: there is no markup to be had from them.
  const make = (name, content, { lang, look } = {}) => {
    const element = document.createElement(name);
    if (lang) element.lang = lang;
    if (fromRight.includes(lang)) element.dir = "rtl";
    if (look) element.className = look;
    element.append(...[content].flat());
    return element;
  };
  const marked = (text, spans) => {
    const letters = Array.from(text);
    const parts = [];
    let done = 0;
    for (const [start, end] of spans) {
      if (start < done) continue;
      parts.push(letters.slice(done, start).join(""));
      parts.push(make("mark", letters.slice(start, end).join("")));
      done = end;
    }
    return [...parts, letters.slice(done).join("")];
  };
  const source = (text) => (text ? [" ", make("span", text, { look: "source" })] : []);
  const term = (lang) => ([text, remark]) =>
    make("dd", [make("span", text, { lang }), ...(remark ? [" ", make("span", `(${remark})`, { look: "remark" })] : [])]);
  const definition = ([lang, text, from, members]) =>
    make("dd", [
      make("span", text, { lang }),
      ...source(from),
      ...(members.length ? [make("ol", members.map((member) => make("li", member)), { lang })] : []),
    ]);
  const context = ([sides, from]) =>
    make("p", [
      ...sides.flatMap(([lang, text, spans], place) => [
        ...(place ? [document.createElement("br")] : []),
        make("span", marked(text, spans), { lang }),
      ]),
      ...source(from),
    ]);

  const related = ([kind, other]) => {
    const link = make("a", other.head.map(([lang, text]) => make("span", text, { lang })));
    link.href = placeOf(other.id);
    return make("dd", [make("span", `${kind}: `, { look: "remark" }), link]);
  };

  const shown = (entry) => {
    const article = make("article", []);
    article.append(
      make("h2", entry.head.map(([lang, text]) => make("span", text, { lang }))),
    );
    if (entry.pinyin) article.append(make("div", entry.pinyin, { lang: "zh-Latn", look: "pinyin" }));
    const list = make("dl", []);
    const add = (title, rows) => rows.length && list.append(make("dt", title), ...spaced(rows));
    for (const [lang, terms] of Object.entries(entry.terms)) add(nameOf(lang), terms.map(term(lang)));
    add("Definition", entry.definitions.map(definition));
    add("Related", links.get(entry).map(related));
    add("Note", entry.note ? [make("dd", entry.note)] : []);
    article.append(list);
    if (entry.contexts.length) {
      const summary = make("summary", `Contexts (${entry.contexts.length})`);
      article.append(make("details", [summary, ...entry.contexts.map(context)]));
    }
    article.append(make("div", entry.facts, { look: "facts" }));
    return article;
  };
  // In a grid of two columns every value after the first needs an empty title before it.
  const spaced = (rows) => rows.flatMap((row, place) => (place ? [make("dt", ""), row] : [row]));

  let found = [];
  let first = 0;
  const draw = (most = PAGE) => {
    const part = found.slice(first, first + most);
    byId("list").replaceChildren(...part.map(shown));
    const number = (value) => value.toLocaleString("en");
    byId("found").textContent = part.length
      ? `${number(first + 1)}–${number(first + part.length)} of ${number(found.length)}`
      : "Nothing found.";
    byId("previous").disabled = first === 0;
    byId("next").disabled = first + most >= found.length;
    byId("pages").hidden = found.length <= PAGE;
  };
  const renew = () => {
    first = 0;
    found = search();
    draw();
  };
  // A link to an entry shows it alone, until something else is looked for.
  const follow = () => {
    const entry = byPlace.get(location.hash);
    if (!entry) return;
    first = 0;
    found = [entry];
    draw();
    scrollTo(0, 0);
  };
  const turn = (step) => {
    first = Math.max(0, first + step);
    draw();
    scrollTo(0, 0);
  };

  for (const [name, select] of Object.entries(chosen)) {
    const values = [...new Set(entries.map((entry) => entry[name]))].filter(Boolean).sort();
    select.append(...values.map((value) => new Option(value, value)));
    select.parentElement.hidden = values.length < 2;
    select.addEventListener("change", renew);
  }
  byId("query").addEventListener("input", renew);
  byId("previous").addEventListener("click", () => turn(-PAGE));
  byId("next").addEventListener("click", () => turn(PAGE));
  addEventListener("keydown", (event) => {
    const writes = /^(INPUT|SELECT|TEXTAREA)$/.test(document.activeElement.tagName);
    if (event.key === "/" && !writes) {
      event.preventDefault();
      byId("query").focus();
    }
  });
  // What was found is printed, not only what is on the screen.
  let before = 0;
  addEventListener("beforeprint", () => {
    before = first;
    first = 0;
    draw(MOST_PRINTED);
  });
  addEventListener("afterprint", () => {
    first = before;
    draw();
  });
  addEventListener("hashchange", follow);
  renew();
  follow();
})();
