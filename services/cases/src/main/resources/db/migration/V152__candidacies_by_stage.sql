-- The coordinators' desk asks for everybody on a stage, whatever the case.
create index candidacy_on_stage on candidacy (stage, candidacy_id desc);
