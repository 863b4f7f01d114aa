"use strict";
// What only pages of provinces do: figures that lead to their organization, and the heat map with its table.
// Listens before site.js does, so that all rows are still in the page and what is added here is translated.
(() => {
  const ROWS_AT_ONCE = 40;
  // Column of the ranking -> the part of the organization's page that its figure comes from.
  const PARTS = { 4: "scores", 6: "scores", 7: "scores", 8: "scores", 11: "measures", 13: "measures", 14: "issues" };

  // Every figure of an organization leads to the page of it, where it leads to its evidence.
  function linkFigures(table) {
    for (const row of table.tBodies[0].rows) {
      const page = row.querySelector("th a")?.getAttribute("href");
      if (!page) continue;
      for (const [column, part] of Object.entries(PARTS)) {
        const text = row.cells[column].firstChild;
        if (text?.nodeType !== Node.TEXT_NODE || !/\d/.test(text.data)) continue;
        const link = document.createElement("a");
        link.setAttribute("href", `${page}#${part}`);
        text.replaceWith(link);
        link.append(text.data.trim());
        if (link.nextSibling) link.after(" ");
      }
    }
  }

  // Organizations of the ranking in its order: [name, amphoe, address].
  function organizationsOf(table) {
    return [...table.tBodies[0].rows].map((row) => [
      row.cells[1].textContent.trim(), row.cells[3].textContent.trim(), row.querySelector("th a")?.getAttribute("href"),
    ]);
  }

  function heatMap(figure, organizations) {
    const { say, english, drawRows } = window.PRONGSAI_SITE;
    const given = JSON.parse(figure.querySelector("script").textContent);
    const listed = organizations.map((one, place) => [...one, given.organizations[place]]).filter(([, , , scores]) => scores);
    const address = (page) => (english ? `${page}?lang=en` : page);
    const count = (cells) => Math.max(...cells.map((cell) => (cell ? cell[1] : 0)));
    const mean = (label, cells, amphoe) => ({ label: `${label} (${count(cells)})`, cells, amphoe });
    const own = ([name, , page, scores]) => ({ label: name, cells: given.indicators.map((_, at) => [scores[at] ?? null, scores[at] == null ? 0 : 1]), page });

    const province = mean(say("heat_province"), given.province);
    const shown = {
      amphoes: () => [province, ...given.amphoes.map(([amphoe, cells]) => mean(amphoe, cells, amphoe))],
      all: () => [province, ...listed.map(own)],
      amphoe: (name) => [
        ...given.amphoes.filter(([amphoe]) => amphoe === name).map(([amphoe, cells]) => mean(`${say("amphoe")} ${amphoe}`, cells)),
        ...listed.filter(([, amphoe]) => amphoe === name).map(own),
      ],
    };

    const label = document.createElement("label");
    const choices = document.createElement("select");
    label.append(`${say("heat_shown")} `, choices);
    choices.append(new Option(say("heat_amphoes"), "amphoes"), new Option(`${say("heat_all")} (${listed.length})`, "all"));
    for (const amphoe of new Set(listed.map(([, one]) => one))) {
      choices.append(new Option(amphoe === "–" ? say("heat_no_amphoe") : `${say("amphoe")} ${amphoe}`, `amphoe ${amphoe}`));
    }
    // The first two stand first, the amphoes by their names.
    const [means, all, ...amphoes] = choices.options;
    choices.append(means, all, ...amphoes.sort((one, other) => one.text.localeCompare(other.text, "th")));
    choices.value = listed.length <= ROWS_AT_ONCE ? "all" : "amphoes";
    const box = document.createElement("div");
    box.className = "filters";
    box.append(label);
    figure.parentElement.before(box);

    const table = document.querySelector("[data-heat-table]");
    function show() {
      const [kind, ...name] = choices.value.split(" ");
      const rows = shown[kind](name.join(" "));
      table.replaceChildren(tableOf(rows));
      const cells = rows.flatMap((row, order) => given.indicators.map(([number, indicator], at) => {
        const [value, many] = row.cells[at] ?? [null, null];
        return {
          row: row.label, order, indicator: number, name: `${number} ${indicator}`, value,
          figure: value === null ? "–" : value.toFixed(2), organizations: many, href: row.page ? address(row.page) : "", amphoe: row.amphoe ?? null,
        };
      }));
      drawRows(figure, cells).then((made) => made?.view.addEventListener("click", (_, item) => {
        if (!item?.datum?.amphoe) return;
        choices.value = `amphoe ${item.datum.amphoe}`;
        show();
      }));
    }

    function tableOf(rows) {
      const made = document.createElement("table");
      const caption = made.createCaption();
      caption.textContent = choices.selectedOptions[0].text;
      const head = made.createTHead().insertRow();
      const heading = (row, text, scope) => {
        const cell = document.createElement("th");
        cell.scope = scope;
        cell.append(text);
        row.append(cell);
        return cell;
      };
      heading(head, say("organization"), "col");
      for (const [number, name] of given.indicators) heading(head, `${number} ${name}`, "col").className = "n";
      const body = made.createTBody();
      for (const one of rows) {
        const row = body.insertRow();
        const link = document.createElement("a");
        if (one.page) link.setAttribute("href", address(one.page));
        link.append(one.label);
        heading(row, one.page ? link : one.label, "row");
        for (const cell of one.cells) {
          const place = row.insertCell();
          place.textContent = cell?.[0] == null ? "–" : cell[0].toFixed(2);
          place.className = cell?.[0] != null && cell[0] < 85 ? "n weak" : "n";
        }
      }
      return made;
    }

    choices.addEventListener("change", show);
    show();
  }

  document.addEventListener("DOMContentLoaded", () => {
    const table = document.querySelector("table.ranking");
    if (!table) return;
    const organizations = organizationsOf(table);
    linkFigures(table);
    const figure = document.querySelector("figure[data-chart=indicator_heat_map]");
    if (figure) heatMap(figure, organizations);
  });
})();
