"""One province and fiscal year, side by side: a marimo notebook on the published DuckDB file, read-only.

    .venv/bin/marimo run docs/notebooks/province.py -- --home data/demo

It asks nothing of the network, and nothing of the file but to be read. ``marimo edit`` in place of ``run``
shows the code; with ``--skip-update-check`` before ``edit`` it looks for no newer marimo either.
"""

import marimo

__generated_with = "0.25.2"
app = marimo.App(width="full", app_title="โปร่งใส: เปรียบเทียบในจังหวัด")

with app.setup(hide_code=True):
    import os
    from pathlib import Path

    import altair as alt
    import duckdb
    import marimo as mo

    # เมนูของแผนภูมิไม่มีลิงก์ออกไปข้างนอก / The charts' menu has no link to the outside.
    NO_LINKS = {
        "embedOptions": {"actions": {"export": True, "source": False, "compiled": False, "editor": False}}
    }


@app.cell(hide_code=True)
def _():
    mo.md("""
    # เปรียบเทียบผลการประเมิน ITA ในจังหวัด

    ตัวเลขมาจากคลังข้อมูลที่เผยแพร่แล้วเท่านั้น นับเฉพาะแถวที่แน่ใจ ค่าว่างคือ **ไม่ทราบ** ไม่ใช่ศูนย์
    อัตราทุกค่ามีจำนวนที่ใช้หารอยู่ข้างกัน

    *One province and year from the published warehouse. Sure rows only; a blank is not known, never zero.*
    """)
    return


@app.cell
def _():
    # โฟลเดอร์ข้อมูล: จากบรรทัดคำสั่ง, ตัวแปร PRONGSAI_HOME หรือ ./data / The home folder.
    home = Path(mo.cli_args().get("home") or os.environ.get("PRONGSAI_HOME") or "data")
    return (home,)


@app.cell(hide_code=True)
def _(home):
    database = home / "warehouse" / "prongsai.duckdb"
    mo.stop(
        not database.is_file(),
        mo.callout(
            mo.md(f"""
    **ไม่พบคลังข้อมูลที่ `{database}`** (เปิดจาก `{Path.cwd()}`)

    - ยังไม่เคยมีข้อมูล: สั่ง `make demo` แล้วเปิดสมุดนี้ด้วย `-- --home data/demo`
    - มีข้อมูลอยู่ที่อื่น: `.venv/bin/marimo run docs/notebooks/province.py -- --home โฟลเดอร์ข้อมูล`
      หรือกำหนดตัวแปร `PRONGSAI_HOME`
    - มีโฟลเดอร์แล้วแต่ยังไม่เคยเผยแพร่: สั่ง `prongsai run --home โฟลเดอร์ข้อมูล`

    *There is no published warehouse there. Run `make demo` and add `-- --home data/demo`, or name your own
    home folder with `-- --home FOLDER` (or `PRONGSAI_HOME`); what was never published needs `prongsai run`.*
    """),
            kind="warn",
        ),
    )
    # ไฟล์จริงหลังลิงก์: คืนถัดไปสลับไฟล์ใหม่ได้ขณะสมุดเปิดอยู่ / The file behind the link.
    connection = duckdb.connect(database.resolve(), read_only=True)

    def ask(sql, **values):
        """The answer as a table of Polars; ``values`` fill ``$name``."""
        return connection.sql(sql, params=values or None).pl()

    return (ask,)


@app.cell(hide_code=True)
def _(ask):
    published = ask("""
    SELECT run_id, as_of, documents_loaded, documents_quarantined
    FROM quality.runs ORDER BY started_at DESC, run_id DESC LIMIT 1
    """).row(0, named=True)
    places = ask("""
    SELECT province, fiscal_year, bool_or(has_score) AS has_score
    FROM (
        SELECT province, fiscal_year, overall IS NOT NULL AS has_score FROM mart.score_comparison
        UNION ALL
        SELECT province, fiscal_year, FALSE FROM mart.reporting_coverage
    )
    WHERE province IS NOT NULL
    GROUP BY ALL
    ORDER BY province, fiscal_year DESC
    """)
    mo.stop(
        places.is_empty(),
        mo.callout(
            mo.md(
                "คลังข้อมูลนี้ยังไม่มีรายงานที่ระบุจังหวัดได้ ดูเหตุผลด้วย `prongsai issues` / "
                "*No report of a known province yet: `prongsai issues` says why.*"
            ),
            kind="warn",
        ),
    )
    mo.md(
        f"เผยแพร่รอบ `{published['run_id']}` ข้อมูลถึง {published['as_of']} "
        f"จากเอกสาร {published['documents_loaded']:,} ฉบับ "
        f"(กันไว้ตรวจ {published['documents_quarantined']:,} ฉบับ) / *the publication and its documents*"
    )
    return places, published


@app.cell(hide_code=True)
def _(places):
    province_choice = mo.ui.dropdown(
        options=places.get_column("province").unique(maintain_order=True).to_list(),
        value=places.get_column("province")[0],
        searchable=True,
        label="จังหวัด / province",
    )
    province_choice  # noqa: B018
    return (province_choice,)


@app.cell
def _(province_choice):
    province = province_choice.value
    return (province,)


@app.cell(hide_code=True)
def _(places, province):
    _years = {str(_year): _scored for _place, _year, _scored in places.iter_rows() if _place == province}
    _latest_scored = next((_year for _year, _scored in _years.items() if _scored), next(iter(_years)))
    year_choice = mo.ui.dropdown(options=list(_years), value=_latest_scored, label="ปีงบประมาณ / fiscal year")
    year_choice  # noqa: B018
    return (year_choice,)


@app.cell
def _(year_choice):
    year = int(year_choice.value)
    return (year,)


@app.cell(hide_code=True)
def _(ask, province, year):
    comparison = ask(
        """
        SELECT อันดับ_จังหวัด, จำนวนที่จัดอันดับ_จังหวัด, ชื่อเต็ม, อำเภอ, คะแนนรวม, ระดับ, ที่มาของคะแนน,
            คะแนน_IIT, คะแนน_EIT, คะแนน_OIT, อันดับ_อำเภอ, จำนวนที่จัดอันดับ_อำเภอ,
            CASE WHEN เทียบได้ THEN เปลี่ยนจากปีก่อน END AS เปลี่ยนจากปีก่อน, เหตุผลของการเทียบ, รอตรวจ
        FROM mart_th.score_comparison
        WHERE จังหวัด = $province AND ปีงบประมาณ = $year
        ORDER BY อันดับ_จังหวัด NULLS LAST, ชื่อเต็ม
        """,
        province=province,
        year=year,
    )
    mo.vstack(
        [
            mo.md(f"""
    ## ใครได้อันดับเท่าใด: {province} ปีงบประมาณ {year}

    อันดับเทียบเฉพาะแห่งที่มีคะแนนในคลังนี้ คะแนนเท่ากันได้อันดับเดียวกัน ผลต่างจากปีก่อนแสดงเฉพาะปีที่ใช้กรอบเดียวกัน
    นอกนั้นดู `เหตุผลของการเทียบ` / *Ranks are among those whose score is known here. A change is shown only
    where both years have the same framework.*
    """),
            mo.ui.table(comparison, selection=None, page_size=20, show_column_summaries=False),
        ]
    )
    return (comparison,)


@app.cell(hide_code=True)
def _(ask, province):
    over_years = ask(
        """
        SELECT fiscal_year, count(overall) AS organizations, CAST(round(avg(overall), 2) AS DOUBLE) AS mean,
            CAST(min(overall) AS DOUBLE) AS lowest, CAST(max(overall) AS DOUBLE) AS highest
        FROM mart.score_comparison
        WHERE province = $province AND overall IS NOT NULL
        GROUP BY fiscal_year
        ORDER BY fiscal_year
        """,
        province=province,
    )
    _base = alt.Chart(over_years).encode(
        x=alt.X("fiscal_year:O", title="ปีงบประมาณ", axis=alt.Axis(labelAngle=0)),
        tooltip=[
            alt.Tooltip("fiscal_year:O", title="ปีงบประมาณ"),
            alt.Tooltip("organizations:Q", title="จำนวนแห่งที่มีคะแนน"),
            alt.Tooltip("mean:Q", title="เฉลี่ย"),
            alt.Tooltip("lowest:Q", title="ต่ำสุด"),
            alt.Tooltip("highest:Q", title="สูงสุด"),
        ],
    )
    _range = _base.mark_rule(strokeWidth=8, opacity=0.25).encode(
        y=alt.Y("lowest:Q", title="คะแนนรวม", scale=alt.Scale(zero=False)), y2="highest:Q"
    )
    # จุดแยกกัน ไม่ลากเส้น: กรอบของแต่ละปีต่างกัน / Points without a line: frameworks differ.
    _mean = _base.mark_point(filled=True, size=90).encode(y="mean:Q")
    _counted = _base.mark_text(dy=-12).encode(y="mean:Q", text=alt.Text("organizations:Q", format="d"))
    scores_chart = (_range + _mean + _counted).properties(width=560, height=260, usermeta=NO_LINKS)
    mo.vstack(
        [
            mo.md(f"""
    ## คะแนนรวมในแต่ละปี: {province}

    จุดคือค่าเฉลี่ย แถบคือต่ำสุดถึงสูงสุด ตัวเลขคือจำนวนแห่งที่มีคะแนน ไม่ลากเส้นระหว่างปีเพราะกรอบการประเมินอาจต่างกัน
    / *Dot: mean. Bar: lowest to highest. Number: organizations with a score. No line: frameworks may differ.*
    """),
            mo.callout("ไม่มีคะแนนของจังหวัดนี้ / No score of this province.")
            if over_years.is_empty()
            else scores_chart,
        ]
    )
    return over_years, scores_chart


@app.cell(hide_code=True)
def _(ask, province, year):
    weak = ask(
        """
        SELECT indicator_no, any_value(indicator_name) AS indicator_name, count(score) AS organizations,
            CAST(round(avg(score), 2) AS DOUBLE) AS mean, CAST(min(score) AS DOUBLE) AS lowest,
            count(*) FILTER (score < 85) AS below_85
        FROM mart.indicator_comparison
        WHERE province = $province AND fiscal_year = $year AND score IS NOT NULL
        GROUP BY indicator_no
        ORDER BY mean, indicator_no
        """,
        province=province,
        year=year,
    )
    weakest = ask(
        """
        SELECT ชื่อเต็ม, อันดับจากต่ำสุด, ตัวชี้วัดที่, ชื่อตัวชี้วัด, คะแนน, ส่วนต่าง_จังหวัด, มาตรการปีถัดไป
        FROM mart_th.weakest_indicators
        WHERE จังหวัด = $province AND ปีงบประมาณ = $year AND อันดับจากต่ำสุด <= 3
        ORDER BY คะแนน, ชื่อเต็ม, ตัวชี้วัดที่
        """,
        province=province,
        year=year,
    )
    weak_chart = (
        alt.Chart(weak)
        .transform_calculate(label="datum.indicator_no + ' ' + datum.indicator_name")
        .mark_bar()
        .encode(
            x=alt.X("mean:Q", title="คะแนนเฉลี่ย", scale=alt.Scale(domain=[0, 100])),
            y=alt.Y("label:N", title=None, sort=alt.SortField("mean"), axis=alt.Axis(labelLimit=320)),
            tooltip=[
                alt.Tooltip("label:N", title="ตัวชี้วัด"),
                alt.Tooltip("mean:Q", title="เฉลี่ย"),
                alt.Tooltip("lowest:Q", title="ต่ำสุด"),
                alt.Tooltip("below_85:Q", title="จำนวนแห่งที่ต่ำกว่า 85"),
                alt.Tooltip("organizations:Q", title="จำนวนแห่งที่มีคะแนน"),
            ],
        )
        .properties(width=420, height=260, usermeta=NO_LINKS)
    )
    mo.vstack(
        [
            mo.md(f"""
    ## ตัวชี้วัดที่อ่อน: {province} ปีงบประมาณ {year}

    `มาตรการปีถัดไป` เป็น 0 อาจเพราะยังไม่ได้รับแผน / *No measures next year may only mean that no plan came.*
    """),
            mo.callout("ไม่มีคะแนนรายตัวชี้วัด / No scores of indicators.") if weak.is_empty() else weak_chart,
            mo.ui.table(weakest, selection=None, page_size=10, show_column_summaries=False),
        ]
    )
    return weak, weak_chart, weakest


@app.cell(hide_code=True)
def _(ask, province, year):
    completion = ask(
        """
        SELECT ชื่อเต็ม, รอบการรายงาน, มาตรการ, มีรายงานสถานะ, แล้วเสร็จ, ระหว่างดำเนินการ, ยังไม่ดำเนินการ,
            ไม่ได้รายงานผล, อัตราแล้วเสร็จ, อัตราแล้วเสร็จ_ขอบล่าง_95, อัตราแล้วเสร็จ_ขอบบน_95, สัดส่วนที่รายงาน, รอตรวจ
        FROM mart_th.completion_by_organization
        WHERE จังหวัด = $province AND ปีงบประมาณ = $year AND เป็นรอบล่าสุด
        ORDER BY อัตราแล้วเสร็จ_ขอบล่าง_95 DESC NULLS LAST, ชื่อเต็ม
        """,
        province=province,
        year=year,
    )
    of_province = ask(
        """
        SELECT CAST(coalesce(sum(latest_organizations), 0) AS INTEGER) AS organizations,
            CAST(coalesce(sum(latest_measures), 0) AS INTEGER) AS measures,
            CAST(coalesce(sum(latest_reported), 0) AS INTEGER) AS reported,
            CAST(coalesce(sum(latest_completed), 0) AS INTEGER) AS completed
        FROM mart.completion_by_province
        WHERE province = $province AND fiscal_year = $year
        """,
        province=province,
        year=year,
    ).row(0, named=True)
    _told = (
        f"แล้วเสร็จ **{of_province['completed']:,} จาก {of_province['reported']:,}** มาตรการที่รายงานสถานะ "
        f"({of_province['completed'] / of_province['reported']:.1%})"
        if of_province["reported"]
        else "ยังไม่มีรายงานที่บอกสถานะ จึงไม่มีอัตราแล้วเสร็จ"
    )
    _coverage = (
        f"รายงานสถานะ **{of_province['reported']:,} จาก {of_province['measures']:,}** มาตรการ "
        f"({of_province['reported'] / of_province['measures']:.1%}) ของ {of_province['organizations']:,} แห่ง"
        if of_province["measures"]
        else "ไม่มีมาตรการของปีนี้ในคลัง"
    )
    mo.vstack(
        [
            mo.md(f"""
    ## มาตรการแล้วเสร็จเพียงใด และรู้มากเพียงใด: {province} ปีงบประมาณ {year}

    {_told} · {_coverage}

    แต่ละแห่งนับรอบล่าสุดรอบเดียว เรียงด้วยขอบล่างของช่วงความเชื่อมั่น 95% เพื่อไม่ให้ 1 จาก 1 นำหน้า
    / *Completed of those whose status is reported, and how many that is; each organization's latest round.*
    """),
            mo.ui.table(completion, selection=None, page_size=20, show_column_summaries=False),
        ]
    )
    return completion, of_province


@app.cell(hide_code=True)
def _(ask, province, year):
    coverage = ask(
        """
        SELECT count(*) AS organizations, count(*) FILTER (state = 'received') AS received
        FROM mart.reporting_coverage
        WHERE province = $province AND fiscal_year = $year
        """,
        province=province,
        year=year,
    ).row(0, named=True)
    not_received = ask(
        """
        SELECT อำเภอ, ชื่อเต็ม, มีผลคะแนน
        FROM mart_th.reporting_coverage
        WHERE จังหวัด = $province AND ปีงบประมาณ = $year AND สถานะ = 'not_received'
        ORDER BY อำเภอ, ชื่อเต็ม
        """,
        province=province,
        year=year,
    )
    mo.vstack(
        [
            mo.md(f"""
    ## ยังไม่ได้รับรายงานของใคร: {province} ปีงบประมาณ {year}

    ได้รับแล้ว **{coverage["received"]:,} จาก {coverage["organizations"]:,}** แห่ง
    ที่ยังไม่ได้รับแปลว่ายังไม่มาถึงคลังนี้ **ไม่ได้แปลว่าหน่วยงานไม่ได้จัดทำรายงาน**
    / *Nothing came here; it never says that no report was made.*
    """),
            mo.ui.table(not_received, selection=None, page_size=20, show_column_summaries=False),
        ]
    )
    return coverage, not_received


if __name__ == "__main__":
    app.run()
