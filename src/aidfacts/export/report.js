"use strict";
(() => {
  const form = document.getElementById("af-filter");
  const rows = [...document.querySelectorAll("tr[data-fact]")];
  const articles = [...document.querySelectorAll("article")];
  const marksOf = (article, fact) =>
    [...article.querySelectorAll(`.af-text a[data-facts~="${CSS.escape(fact)}"]`)];
  const linkOf = (row) => row.querySelector("th a");
  let picked = null; // { row, marks }

  // What a row can be found by: its cells, the heading of its document, the words that tell it.
  const texts = new Map();
  const wordsOf = (row) => {
    if (!texts.has(row)) {
      const article = row.closest("article");
      const told = marksOf(article, row.dataset.fact).map((mark) => mark.textContent).join("");
      const head = [...article.querySelectorAll("h2, .af-meta")].map((part) => part.textContent).join(" ");
      texts.set(row, `${row.textContent} ${head} ${told}`.toLowerCase());
    }
    return texts.get(row);
  };
  const namesIn = (row, role) =>
    [...row.querySelectorAll(`td[data-role="${role}"] .af-name, td[data-role="party"] .af-name`)];

  // ---- from a fact to its characters, and back

  const drop = () => {
    if (!picked) return;
    picked.row.classList.remove("af-on");
    picked.row.closest("article").querySelectorAll(".af-text a").forEach((mark) => {
      mark.classList.remove("af-on");
      mark.removeAttribute("tabindex");
    });
    picked.row.closest("article").classList.remove("af-picked");
    picked = null;
  };

  const pick = (row) => {
    if (picked && picked.row === row) return;
    drop();
    const article = row.closest("article");
    const marks = marksOf(article, row.dataset.fact);
    // While a fact is picked, Tab goes over its characters only.
    article.querySelectorAll(".af-text a").forEach((mark) => { mark.tabIndex = -1; });
    marks.forEach((mark) => { mark.tabIndex = 0; mark.classList.add("af-on"); });
    row.classList.add("af-on");
    article.classList.add("af-picked");
    picked = { row, marks };
  };

  const meet = (element) => {
    element.focus({ preventScroll: true });
    const come = () => element.scrollIntoView({ block: "center", inline: "nearest" });
    come();
    requestAnimationFrame(come); // documents on the way have got their height only now
  };

  const rowAt = (hash) => {
    const target = document.getElementById(decodeURIComponent(hash.slice(1)));
    if (!target) return null;
    if (target.dataset.fact) return { row: target, back: true };
    if (!target.dataset.at) return null;
    const row = document.getElementById(target.id.replace("-at-", "-row-"));
    return row ? { row, back: false } : null;
  };

  const show = (hash) => {
    const found = rowAt(hash);
    if (!found) return;
    pick(found.row);
    if (found.back) {
      meet(linkOf(found.row) || found.row);
    } else {
      found.row.closest("article").querySelector("details").open = true;
      if (picked.marks.length) meet(picked.marks[0]);
    }
  };

  // The address takes part, so that the browser's own way back works too.
  const go = (hash) => {
    if (location.hash === hash) show(hash);
    else location.hash = hash;
  };

  addEventListener("hashchange", () => show(location.hash));
  document.addEventListener("click", (event) => {
    if (event.defaultPrevented || event.button || event.ctrlKey || event.metaKey || event.shiftKey) return;
    const link = event.target.closest("a[href^='#']");
    const row = event.target.closest("tr[data-fact]");
    if (link) {
      event.preventDefault();
      const facts = (link.dataset.facts || "").split(" ");
      const mine = picked && facts.includes(picked.row.dataset.fact) && link.closest("article") === picked.row.closest("article");
      go(mine ? `#${picked.row.id}` : link.getAttribute("href"));
    } else if (row && linkOf(row) && !String(getSelection())) {
      go(linkOf(row).getAttribute("href"));
    }
  });

  // ---- keys

  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const at = event.target;
    if (event.key === "/" && !at.closest("input, select")) {
      event.preventDefault();
      form.elements.text.focus();
    } else if (event.key === "Escape" && at.closest(".af-text") && picked) {
      event.preventDefault();
      go(`#${picked.row.id}`);
    } else if (event.key === "Escape" && picked && at.closest("tr")) {
      drop();
    } else if (event.key === "ArrowDown" && at === form.elements.text) {
      event.preventDefault();
      sift(); // what was typed a moment ago may still wait
      const first = rows.find((row) => !row.hidden && linkOf(row));
      if (first) meet(linkOf(first));
    } else if ((event.key === "ArrowDown" || event.key === "ArrowUp") && at.closest("tr[data-fact] th")) {
      event.preventDefault();
      const seen = rows.filter((row) => !row.hidden && linkOf(row));
      const next = seen[seen.indexOf(at.closest("tr")) + (event.key === "ArrowDown" ? 1 : -1)];
      if (next) meet(linkOf(next));
    }
  });

  // ---- the filter

  const fits = (row, asked) => {
    const { type, kind, status, scope, confidence } = row.dataset;
    if (!`${type}/${kind}`.startsWith(asked.kind)) return false;
    if (asked.status && status !== asked.status) return false;
    if (asked.scope && scope !== asked.scope) return false;
    if (Number(confidence) < Number(asked.confidence)) return false;
    if (asked.party && !row.querySelector(`.af-name[data-kind="${asked.party}"]`)) return false;
    for (const role of ["donor", "recipient"]) {
      const part = asked[role].trim().toLowerCase();
      if (part && !namesIn(row, role).some((name) => name.textContent.toLowerCase().includes(part))) return false;
    }
    return asked.text.toLowerCase().split(/\s+/).every((word) => wordsOf(row).includes(word));
  };

  const sift = () => {
    const asked = Object.fromEntries(new FormData(form));
    const open = Object.entries(asked).every(([name, value]) => (name === "confidence" ? value === "0" : !value.trim()));
    rows.forEach((row) => { row.hidden = !open && !fits(row, asked); });
    if (picked && picked.row.hidden) drop();
    let pages = 0;
    for (const article of articles) {
      const mine = [...article.querySelectorAll("tr[data-fact]")];
      const left = mine.filter((row) => !row.hidden);
      article.hidden = !open && !left.length;
      pages += article.hidden ? 0 : 1;
      article.querySelectorAll(".af-scroll").forEach((table) => {
        table.hidden = !table.querySelector("tr[data-fact]:not([hidden])");
      });
      const facts = new Set(left.map((row) => row.dataset.fact));
      article.querySelectorAll(".af-text a").forEach((mark) => {
        mark.classList.toggle("af-off", !mark.dataset.facts.split(" ").some((fact) => facts.has(fact)));
      });
    }
    const shown = rows.filter((row) => !row.hidden).length;
    const of = (part, whole, noun) =>
      `${part === whole ? whole : `${part} of ${whole}`} ${noun}${whole === 1 ? "" : "s"}`;
    form.elements.count.value =
      `${of(shown, rows.length, "fact")} in ${of(pages, articles.length, "document")}`;
    form.elements.least.value = `≥ ${asked.confidence}`;
  };

  const suggest = (list, role) => {
    const names = new Set();
    document.querySelectorAll(`td[data-role="${role}"] .af-name`).forEach((name) => names.add(name.textContent));
    [...names].sort().slice(0, 1000).forEach((name) => {
      const option = document.createElement("option");
      option.value = name;
      document.getElementById(list).append(option);
    });
  };

  let waiting = 0;
  form.addEventListener("input", () => {
    clearTimeout(waiting);
    waiting = setTimeout(sift, rows.length > 2000 ? 250 : 0);
  });
  form.addEventListener("reset", () => setTimeout(sift, 0));
  form.addEventListener("submit", (event) => event.preventDefault());
  suggest("af-donors", "donor");
  suggest("af-recipients", "recipient");
  form.hidden = false;
  sift();
  if (location.hash) show(location.hash);
})();
