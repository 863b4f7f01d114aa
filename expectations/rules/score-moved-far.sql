-- id: score-moved-far
-- version: 1
-- level: time
-- severity: warning
-- scope: rows
-- tables: core.assessments, mart.score_comparison
-- th: คะแนนรวม {overall} ต่างจากปีก่อน ({last_year}) {change} คะแนน
-- en: The overall score {overall} is {change} points from last year's ({last_year}).
-- action_th: ให้ดูที่มาของทั้งสองปีด้วย prongsai explain แล้วเพิ่มรายการแก้ไขหากปีใดอ่านผิด
-- action_en: Look at both years with prongsai explain, and add a correction where one was misread.
-- Organizations do move, seldom by more than 25 points; more often one of the two was read from a wrong place.
SELECT
    'core.assessments' AS table_name,
    results.assessment_id AS record_id,
    'overall_score' AS column_name,
    results.document_id AS document_id,
    shown.overall,
    shown.score_last_year AS last_year,
    shown.change
FROM mart.score_comparison AS shown
JOIN core.assessments AS results ON results.assessment_id = shown.assessment_id
WHERE abs(shown.change) > 25
