-- id: document-set-aside-without-reason
-- version: 1
-- level: document
-- severity: error
-- scope: rows
-- tables: core.documents
-- th: เอกสาร {record_id} มีสถานะ {state} แต่ไม่บอกเหตุผล
-- en: The document {record_id} is {state} and no reason is given.
-- action_th: ให้แก้กฎที่กันเอกสารนี้ไว้ ให้บันทึกรหัสของกฎใน state_reason
-- action_en: Mend the rule that set it aside, so that it gives its id in state_reason.
SELECT
    'core.documents' AS table_name,
    document_id AS record_id,
    'state_reason' AS column_name,
    document_id AS document_id,
    state
FROM core.documents
WHERE state IN ('quarantined', 'out_of_scope') AND state_reason IS NULL
