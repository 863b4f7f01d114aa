"use strict";
// What the pages do in the browser: language, ranks of the province's file, tables, charts, search.
// Classic script: browsers load no modules and fetch nothing from files.
(() => {
  const words = window.PRONGSAI_WORDS || {};
  const root = document.currentScript.src.replace(/assets\/site\.js.*$/, "");
  const language = (() => {
    const asked = new URLSearchParams(location.search).get("lang");
    if (asked === "en" || asked === "th") return asked;
    try { return localStorage.getItem("prongsai-language") === "en" ? "en" : "th"; } catch { return "th"; }
  })();
  const english = language === "en";
  const say = (key) => (words[key] ? words[key][english ? 1 : 0] : key);
  const fill = (text, values) => text.replace(/\{(\w+)\}/g, (_, name) => values[name] ?? "–");

  function speak() {
    document.documentElement.lang = language;
    const button = document.querySelector("[data-language]");
    if (button) {
      button.hidden = false;
      button.textContent = english ? "ไทย" : "English";
      button.lang = english ? "th" : "en";
      button.addEventListener("click", () => {
        const other = english ? "th" : "en";
        try { localStorage.setItem("prongsai-language", other); } catch { /* the address says it */ }
        const address = new URL(location.href);
        address.searchParams.set("lang", other);
        location.replace(address.href);
      });
    }
    if (!english) return;
    for (const one of document.querySelectorAll("[data-w]")) one.textContent = say(one.dataset.w);
    for (const one of document.querySelectorAll("[data-en]")) one.textContent = one.dataset.en;
    for (const name of ["aria-label", "placeholder", "title"]) {
      for (const one of document.querySelectorAll(`[data-w-${name}]`)) one.setAttribute(name, say(one.getAttribute(`data-w-${name}`)));
    }
    for (const one of document.querySelectorAll("[data-only]")) one.hidden = one.dataset.only !== language;
    const title = document.querySelector("h1");
    if (title) document.title = `${title.textContent} · Prongsai`;
  }

  // Where the browser keeps nothing for files, the language goes along in the addresses.
  function carryLanguage() {
    if (!english) return;
    for (const link of document.querySelectorAll("a[href]")) {
      const href = link.getAttribute("href");
      if (/^(#|[a-z]+:)/i.test(href) || !/\.html(#|$)/.test(href)) continue;
      const [path, anchor] = href.split("#");
      link.setAttribute("href", `${path}${path.includes("?") ? "&" : "?"}lang=en${anchor ? "#" + anchor : ""}`);
    }
  }

  function tellPublication() {
    const place = document.querySelector("[data-publication]");
    const told = window.PRONGSAI_PUBLICATION;
    if (!place || !told) return;
    const day = (text) => {
      if (!text) return "–";
      const [year, month, date] = text.slice(0, 10).split("-").map(Number);
      return `${date}/${month}/${english ? year : year + 543}`;
    };
    place.textContent = fill(say("published"), {
      as_of: day(told.as_of), run: told.run, version: told.version, at: `${day(told.at)} ${(told.at || "").slice(11)}`,
    });
  }

  function tellStandings() {
    const standing = window.PRONGSAI_STANDING;
    if (!standing) return;
    for (const table of document.querySelectorAll("table[data-standing]")) {
      const own = standing.ranks[table.dataset.standing] || {};
      for (const row of table.querySelectorAll("tr[data-year]")) {
        const ranks = own[row.dataset.year];
        if (!ranks) continue;
        for (const cell of row.querySelectorAll("[data-rank]")) {
          const at = Number(cell.dataset.rank);
          if (ranks[at] !== null) cell.textContent = `${ranks[at].toLocaleString("en")}/${ranks[at + 1].toLocaleString("en")}`;
        }
      }
    }
  }

  function withMeans(rows, asked) {
    const standing = window.PRONGSAI_STANDING;
    if (!asked || !standing) return rows;
    const type = asked.split("|")[1];
    const more = [];
    for (const row of rows) {
      const means = standing.means[row.year];
      if (!means) continue;
      if (means.province[0] !== null) more.push({ year: row.year, value: means.province[0], who: "w:mean_province", segment: row.segment });
      if (means.types[type]) more.push({ year: row.year, value: means.types[type][0], who: "w:mean_type", segment: row.segment });
    }
    return rows.concat(more);
  }

  // Every text of the form w:KEY in the language of the page.
  function spoken(value) {
    // A text of a report may begin like a key of ours: only what is one is said.
    if (typeof value === "string") return value.startsWith("w:") && Object.hasOwn(words, value.slice(2)) ? say(value.slice(2)) : value;
    if (Array.isArray(value)) return value.map(spoken);
    if (value && typeof value === "object") return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, spoken(one)]));
    return value;
  }

  function draw() {
    for (const figure of document.querySelectorAll("figure[data-chart]:not([data-own])")) {
      drawRows(figure, withMeans(JSON.parse(figure.querySelector("script").textContent), figure.dataset.standing));
    }
  }

  const drawn = new WeakMap();
  // Draws the figure's chart of these rows, in place of the one that it has.
  function drawRows(figure, rows) {
    if (!window.vegaEmbed || !window.PRONGSAI_CHARTS) return Promise.resolve();
    const chart = spoken(window.PRONGSAI_CHARTS[figure.dataset.chart]);
    const place = document.createElement("div");
    place.style.width = "100%";
    drawn.get(figure)?.finalize();
    figure.querySelector(":scope > div")?.remove();
    figure.append(place);
    chart.datasets = { ...(chart.datasets || {}), rows: spoken(rows) };
    // A height by steps beside a width that fits is warned of: it is told in points.
    if (chart.height?.step) {
      const field = (chart.layer ? chart.layer[0] : chart).encoding.y.field;
      chart.height = chart.height.step * Math.max(1, new Set(rows.map((row) => row[field])).size);
    }
    // An interpreter instead of functions made from text: the page forbids those.
    return window.vegaEmbed(place, chart, {
      ast: true, renderer: "svg", tooltip: { theme: "light" },
      actions: { export: true, source: false, compiled: false, editor: false },
      i18n: { CLICK_TO_VIEW_ACTIONS: say("charts.menu"), SVG_ACTION: say("charts.save_svg"), PNG_ACTION: say("charts.save_png") },
      loader: { target: "_self" },
    }).then(
      (made) => { describe(figure, place); drawn.set(figure, made); figure.dataset.drawn = "yes"; return made; },
      (error) => { figure.dataset.drawn = "no"; place.textContent = String(error); },
    );
  }

  // To those who do not see it a chart is one picture with its name; its figures stand in the table below.
  function describe(figure, place) {
    const picture = place.querySelector("svg.marks");
    for (const one of [place, ...place.querySelectorAll("[role='graphics-document']")]) {
      for (const name of ["role", "aria-roledescription", "aria-label"]) one.removeAttribute(name);
    }
    picture.setAttribute("role", "img");
    picture.setAttribute("aria-label", figure.getAttribute("aria-label"));
    for (const part of picture.children) part.setAttribute("aria-hidden", "true");
    place.querySelector("summary")?.setAttribute("aria-label", say("charts.menu"));
  }

  // Columns of figures: sorted by the first number of a cell; cells without one stand last in both directions.
  function sortFigures() {
    const number = (text) => parseFloat(String(text).replace(/<[^>]*>|,/g, ""));
    const order = (one, other) => (isNaN(one) ? (isNaN(other) ? 0 : 1) : isNaN(other) ? -1 : null);
    Object.assign(window.jQuery.fn.dataTable.ext.type.order, {
      "figure-pre": number,
      "figure-asc": (one, other) => order(one, other) ?? one - other,
      "figure-desc": (one, other) => order(one, other) ?? other - one,
    });
  }

  function makeSortable() {
    if (!window.jQuery) return;
    sortFigures();
    for (const table of document.querySelectorAll("table.sortable")) {
      const [column, direction] = (table.dataset.firstOrder || "0 asc").split(" ");
      const rows = table.tBodies[0].rows.length;
      const made = window.jQuery(table).DataTable({
        order: [[Number(column), direction || "asc"]],
        columnDefs: [{ targets: "_all", orderSequence: ["asc", "desc"] }, { targets: "n", type: "figure" }],
        paging: rows > 50,
        pageLength: 50,
        lengthMenu: [25, 50, 100, { label: say("tables.filter_all"), value: -1 }],
        info: rows > 50,
        // The filters search as well: only the box is left out.
        layout: { topEnd: rows > 10 ? "search" : null },
        autoWidth: false,
        language: {
          search: say("tables.search"), info: say("tables.info"), infoEmpty: say("tables.empty"),
          infoFiltered: say("tables.info_filtered"), lengthMenu: say("tables.length"),
          emptyTable: say("tables.empty"), zeroRecords: say("tables.empty"),
          paginate: { previous: say("tables.previous"), next: say("tables.next"), first: "«", last: "»" },
          aria: {
            orderable: say("tables.sort"), orderableReverse: say("tables.sort"), orderableRemove: "",
            paginate: {
              number: say("tables.page"), previous: say("tables.previous"), next: say("tables.next"),
              first: say("tables.first"), last: say("tables.last"),
            },
          },
        },
      });
      addFilters(table, made);
      let shown = made.page.len();
      addEventListener("beforeprint", () => { shown = made.page.len(); made.page.len(-1).draw(); });
      addEventListener("afterprint", () => made.page.len(shown).draw());
    }
  }

  // One list of choices for every column with data-filter in its heading.
  function addFilters(table, made) {
    const headings = [...table.tHead.rows[0].cells];
    const box = document.createElement("div");
    box.className = "filters";
    headings.forEach((heading, column) => {
      if (!("filter" in heading.dataset)) return;
      const label = document.createElement("label");
      const choices = document.createElement("select");
      label.append(heading.textContent.trim(), " ", choices);
      choices.append(new Option(say("tables.filter_all"), ""));
      const texts = new Set([...table.tBodies[0].rows].map((row) => row.cells[column].textContent.trim()).filter(Boolean));
      for (const text of made.column(column).nodes().toArray().map((cell) => cell.textContent.trim())) if (text) texts.add(text);
      for (const text of [...texts].sort((one, other) => one.localeCompare(other, "th"))) choices.append(new Option(text, text));
      choices.addEventListener("change", () => made.column(column).search(choices.value, { exact: true }).draw());
      box.append(label);
    });
    if (box.children.length) table.closest(".dt-container").before(box);
  }

  function makeSearch() {
    const form = document.querySelector("[data-search]");
    if (!form) return;
    const input = form.querySelector("input");
    const found = form.querySelector("ul");
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      const first = found.querySelector("a");
      if (first) location.href = first.href;
    });
    const show = () => {
      const parts = input.value.trim().toLowerCase().split(/\s+/).filter(Boolean);
      found.replaceChildren();
      if (!parts.length || !window.PRONGSAI_ORGANIZATIONS) return;
      const hits = window.PRONGSAI_ORGANIZATIONS.filter((one) => parts.every((part) => one.some((text) => text && text.toLowerCase().includes(part))));
      for (const [code, name, amphoe, province, , provinceEnglish] of hits.slice(0, 20)) {
        const link = document.createElement("a");
        link.href = `${root}organizations/${code}.html${english ? "?lang=en" : ""}`;
        link.textContent = name;
        const item = document.createElement("li");
        item.append(link, ` ${[amphoe, (english && provinceEnglish) || province].filter(Boolean).join(" · ")}`);
        found.append(item);
      }
      if (!hits.length) { const item = document.createElement("li"); item.textContent = say("found_none"); found.append(item); }
    };
    let asked = false;
    const load = () => {
      if (asked) return;
      asked = true;
      const script = document.createElement("script");
      script.src = `${root}data/organizations.js`;
      script.addEventListener("load", show);
      document.head.append(script);
    };
    input.addEventListener("focus", load);
    input.addEventListener("input", () => { load(); show(); });
  }

  // On paper nothing can be opened.
  function unfoldForPaper() {
    let closed = [];
    addEventListener("beforeprint", () => {
      closed = [...document.querySelectorAll("details:not([open])")];
      for (const one of closed) one.open = true;
    });
    addEventListener("afterprint", () => { for (const one of closed) one.open = false; });
  }

  // A link to something in a closed part of the page opens it.
  function openTarget() {
    const target = location.hash.length > 1 && document.getElementById(decodeURIComponent(location.hash.slice(1)));
    const closed = target && target.closest("details:not([open])");
    if (closed) { closed.open = true; target.scrollIntoView(); }
  }

  window.PRONGSAI_SITE = { say, english, drawRows };
  document.addEventListener("DOMContentLoaded", () => {
    speak(); carryLanguage(); tellPublication(); tellStandings(); makeSortable(); draw(); makeSearch(); unfoldForPaper(); openTarget();
    addEventListener("hashchange", openTarget);
    document.documentElement.dataset.ready = "yes";
  });
})();
