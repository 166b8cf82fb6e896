-- CreateTable
CREATE TABLE "Agent" (
    "id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "url" TEXT NOT NULL,
    "secretSealed" TEXT,
    "state" TEXT NOT NULL DEFAULT 'enrolling',
    "stateReason" TEXT,
    "version" TEXT,
    "capabilities" JSONB NOT NULL DEFAULT '{}',
    "revision" TEXT,
    "lastSeenAt" TIMESTAMPTZ(3),
    "lastInventoryAt" TIMESTAMPTZ(3),
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updatedAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "Agent_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Array" (
    "id" UUID NOT NULL,
    "agentId" UUID NOT NULL,
    "system" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "vendor" TEXT NOT NULL,
    "model" TEXT NOT NULL,
    "version" TEXT NOT NULL,
    "platform" TEXT,
    "transport" TEXT NOT NULL,
    "capabilities" JSONB NOT NULL,
    "missingSince" TIMESTAMPTZ(3),
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updatedAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "Array_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Pool" (
    "id" UUID NOT NULL,
    "arrayId" UUID NOT NULL,
    "key" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "sizeBytes" BIGINT NOT NULL,
    "usedBytes" BIGINT NOT NULL,
    "classification" TEXT,
    "hostGroups" JSONB,
    "updatedAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "Pool_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "PoolSample" (
    "id" BIGSERIAL NOT NULL,
    "poolId" UUID NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "sizeBytes" BIGINT NOT NULL,
    "usedBytes" BIGINT NOT NULL,
    "provisionedBytes" BIGINT NOT NULL,

    CONSTRAINT "PoolSample_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Lun" (
    "id" UUID NOT NULL,
    "arrayId" UUID NOT NULL,
    "poolId" UUID NOT NULL,
    "uniqueId" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "sizeBytes" BIGINT NOT NULL,
    "usedBytes" BIGINT,
    "kind" TEXT NOT NULL,
    "parentUniqueId" TEXT,
    "chainDepth" INTEGER NOT NULL,
    "targetIqn" TEXT,
    "portal" TEXT,
    "lunNumber" INTEGER,
    "sessions" JSONB NOT NULL DEFAULT '[]',
    "quarantinedUntil" TIMESTAMPTZ(3),
    "sealedAt" TIMESTAMPTZ(3),
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updatedAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "Lun_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "MaskingSet" (
    "id" UUID NOT NULL,
    "arrayId" UUID NOT NULL,
    "key" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updatedAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "MaskingSet_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Initiator" (
    "id" UUID NOT NULL,
    "maskingSetId" UUID NOT NULL,
    "name" TEXT NOT NULL,

    CONSTRAINT "Initiator_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Presentation" (
    "lunId" UUID NOT NULL,
    "maskingSetId" UUID NOT NULL,
    "access" TEXT NOT NULL,

    CONSTRAINT "Presentation_pkey" PRIMARY KEY ("lunId","maskingSetId")
);

-- CreateTable
CREATE TABLE "LibraryServer" (
    "id" UUID NOT NULL,
    "agentId" UUID NOT NULL,
    "system" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "fqdn" TEXT NOT NULL,
    "version" TEXT NOT NULL,
    "transport" TEXT NOT NULL,
    "initiators" JSONB NOT NULL DEFAULT '[]',
    "missingSince" TIMESTAMPTZ(3),
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updatedAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "LibraryServer_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "LibraryShare" (
    "id" UUID NOT NULL,
    "libraryServerId" UUID NOT NULL,
    "key" TEXT NOT NULL,
    "path" TEXT NOT NULL,
    "description" TEXT,

    CONSTRAINT "LibraryShare_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "VirtualDisk" (
    "id" UUID NOT NULL,
    "libraryServerId" UUID NOT NULL,
    "shareId" UUID NOT NULL,
    "key" TEXT NOT NULL,
    "directory" TEXT NOT NULL,
    "file" TEXT NOT NULL,
    "format" TEXT NOT NULL,
    "sizeBytes" BIGINT NOT NULL,
    "generalised" BOOLEAN NOT NULL,
    "otherFiles" INTEGER NOT NULL,

    CONSTRAINT "VirtualDisk_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "LibraryDisk" (
    "id" UUID NOT NULL,
    "libraryServerId" UUID NOT NULL,
    "uniqueId" TEXT NOT NULL,
    "number" INTEGER,
    "online" BOOLEAN NOT NULL,
    "readOnly" BOOLEAN NOT NULL,
    "mounts" JSONB NOT NULL DEFAULT '[]',
    "criticalFor" JSONB NOT NULL DEFAULT '[]',
    "updatedAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "LibraryDisk_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "HostGroup" (
    "id" UUID NOT NULL,
    "name" TEXT NOT NULL,

    CONSTRAINT "HostGroup_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Cluster" (
    "id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "Cluster_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Host" (
    "id" UUID NOT NULL,
    "agentId" UUID NOT NULL,
    "system" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "fqdn" TEXT NOT NULL,
    "hypervisor" TEXT NOT NULL,
    "version" TEXT NOT NULL,
    "transport" TEXT NOT NULL,
    "initiators" JSONB NOT NULL DEFAULT '[]',
    "channels" INTEGER NOT NULL,
    "cpus" INTEGER NOT NULL,
    "memoryBytes" BIGINT NOT NULL,
    "hostGroupId" UUID,
    "clusterId" UUID,
    "missingSince" TIMESTAMPTZ(3),
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updatedAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "Host_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Vm" (
    "id" UUID NOT NULL,
    "hostId" UUID NOT NULL,
    "key" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "state" TEXT NOT NULL,
    "hostname" TEXT,
    "ready" BOOLEAN NOT NULL,
    "cpus" INTEGER NOT NULL,
    "memoryBytes" BIGINT NOT NULL,
    "version" TEXT,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updatedAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "Vm_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "VmDisk" (
    "vmId" UUID NOT NULL,
    "position" INTEGER NOT NULL,
    "uniqueId" TEXT NOT NULL,

    CONSTRAINT "VmDisk_pkey" PRIMARY KEY ("vmId","position")
);

-- CreateTable
CREATE TABLE "Template" (
    "id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "description" TEXT,
    "virtualDiskId" UUID,
    "os" TEXT,
    "cpus" INTEGER NOT NULL,
    "memoryBytes" BIGINT NOT NULL,
    "isoInDrive" BOOLEAN NOT NULL DEFAULT false,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updatedAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "Template_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Plan" (
    "id" UUID NOT NULL,
    "procedure" TEXT NOT NULL,
    "input" JSONB NOT NULL,
    "title" TEXT NOT NULL,
    "content" JSONB NOT NULL,
    "inventoryHash" TEXT NOT NULL,
    "newIds" JSONB NOT NULL,
    "createdById" UUID NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "expiresAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "Plan_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "PlanRow" (
    "planId" UUID NOT NULL,
    "position" INTEGER NOT NULL,
    "key" TEXT NOT NULL,
    "row" JSONB NOT NULL,

    CONSTRAINT "PlanRow_pkey" PRIMARY KEY ("planId","position")
);

-- CreateTable
CREATE TABLE "Job" (
    "id" UUID NOT NULL,
    "planId" UUID NOT NULL,
    "procedure" TEXT NOT NULL,
    "title" TEXT NOT NULL,
    "state" TEXT NOT NULL DEFAULT 'queued',
    "epoch" INTEGER NOT NULL DEFAULT 0,
    "round" INTEGER NOT NULL DEFAULT 0,
    "cancelAsked" BOOLEAN NOT NULL DEFAULT false,
    "intent" TEXT NOT NULL DEFAULT 'apply',
    "failure" JSONB,
    "waitingFor" JSONB,
    "stuck" JSONB,
    "leftBehind" JSONB,
    "executorId" TEXT,
    "createdById" UUID NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "startedAt" TIMESTAMPTZ(3),
    "endedAt" TIMESTAMPTZ(3),
    "updatedAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "Job_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Item" (
    "jobId" UUID NOT NULL,
    "key" TEXT NOT NULL,
    "position" INTEGER NOT NULL,
    "title" TEXT NOT NULL,
    "state" TEXT NOT NULL DEFAULT 'pending',
    "failure" JSONB,
    "object" JSONB,

    CONSTRAINT "Item_pkey" PRIMARY KEY ("jobId","key")
);

-- CreateTable
CREATE TABLE "JobRow" (
    "jobId" UUID NOT NULL,
    "position" INTEGER NOT NULL,
    "key" TEXT NOT NULL,
    "itemKey" TEXT,
    "state" TEXT NOT NULL DEFAULT 'pending',
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "outputs" JSONB,
    "proof" JSONB,
    "failure" JSONB,
    "undoOutputs" JSONB,
    "sentAt" TIMESTAMPTZ(3),
    "endedAt" TIMESTAMPTZ(3),

    CONSTRAINT "JobRow_pkey" PRIMARY KEY ("jobId","position")
);

-- CreateTable
CREATE TABLE "JobEvent" (
    "id" BIGSERIAL NOT NULL,
    "jobId" UUID NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "kind" TEXT NOT NULL,
    "data" JSONB NOT NULL,

    CONSTRAINT "JobEvent_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Lock" (
    "key" TEXT NOT NULL,
    "jobId" UUID NOT NULL,
    "mode" TEXT NOT NULL,
    "takenAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "Lock_pkey" PRIMARY KEY ("key","jobId")
);

-- CreateTable
CREATE TABLE "User" (
    "id" UUID NOT NULL,
    "email" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "role" TEXT NOT NULL,
    "passwordHash" TEXT,
    "oidcSubject" TEXT,
    "disabled" BOOLEAN NOT NULL DEFAULT false,
    "lastSignInAt" TIMESTAMPTZ(3),
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updatedAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "User_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Token" (
    "id" UUID NOT NULL,
    "userId" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "role" TEXT NOT NULL,
    "hash" TEXT NOT NULL,
    "prefix" TEXT NOT NULL,
    "expiresAt" TIMESTAMPTZ(3),
    "revokedAt" TIMESTAMPTZ(3),
    "lastUsedAt" TIMESTAMPTZ(3),
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "Token_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "AuditEvent" (
    "id" BIGSERIAL NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "phase" TEXT NOT NULL,
    "actId" UUID NOT NULL,
    "action" TEXT NOT NULL,
    "actorId" UUID,
    "actorName" TEXT NOT NULL,
    "tokenId" UUID,
    "object" JSONB,
    "detail" JSONB,
    "outcome" TEXT,
    "hash" TEXT NOT NULL,

    CONSTRAINT "AuditEvent_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "IdempotencyKey" (
    "userId" UUID NOT NULL,
    "key" TEXT NOT NULL,
    "requestHash" TEXT NOT NULL,
    "status" INTEGER,
    "response" JSONB,
    "location" TEXT,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "IdempotencyKey_pkey" PRIMARY KEY ("userId","key")
);

-- CreateTable
CREATE TABLE "Draft" (
    "userId" UUID NOT NULL,
    "wizard" TEXT NOT NULL,
    "content" JSONB NOT NULL,
    "updatedAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "Draft_pkey" PRIMARY KEY ("userId","wizard")
);

-- CreateTable
CREATE TABLE "Finding" (
    "id" UUID NOT NULL,
    "code" TEXT NOT NULL,
    "severity" TEXT NOT NULL,
    "title" TEXT NOT NULL,
    "reason" TEXT NOT NULL,
    "remedy" JSONB,
    "object" JSONB,
    "fingerprint" TEXT NOT NULL,
    "openedAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "closedAt" TIMESTAMPTZ(3),

    CONSTRAINT "Finding_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Setting" (
    "key" TEXT NOT NULL,
    "value" JSONB NOT NULL,
    "updatedAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "Setting_pkey" PRIMARY KEY ("key")
);

-- CreateTable
CREATE TABLE "CapacityLimit" (
    "id" UUID NOT NULL,
    "arrayModel" TEXT NOT NULL,
    "firmware" TEXT,
    "scope" TEXT NOT NULL,
    "value" BIGINT,
    "demand" TEXT,
    "source" TEXT NOT NULL,
    "statedOn" DATE NOT NULL,
    "confidence" TEXT NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updatedAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "CapacityLimit_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "CapacityScenario" (
    "id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "input" JSONB NOT NULL,
    "createdById" UUID NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updatedAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "CapacityScenario_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "Agent_name_key" ON "Agent"("name");

-- CreateIndex
CREATE UNIQUE INDEX "Agent_url_key" ON "Agent"("url");

-- CreateIndex
CREATE UNIQUE INDEX "Array_agentId_system_key" ON "Array"("agentId", "system");

-- CreateIndex
CREATE UNIQUE INDEX "Pool_arrayId_key_key" ON "Pool"("arrayId", "key");

-- CreateIndex
CREATE UNIQUE INDEX "PoolSample_poolId_at_key" ON "PoolSample"("poolId", "at");

-- CreateIndex
CREATE INDEX "Lun_uniqueId_idx" ON "Lun"("uniqueId");

-- CreateIndex
CREATE INDEX "Lun_parentUniqueId_idx" ON "Lun"("parentUniqueId");

-- CreateIndex
CREATE INDEX "Lun_name_idx" ON "Lun"("name");

-- CreateIndex
CREATE INDEX "Lun_poolId_idx" ON "Lun"("poolId");

-- CreateIndex
CREATE UNIQUE INDEX "Lun_arrayId_uniqueId_key" ON "Lun"("arrayId", "uniqueId");

-- CreateIndex
CREATE UNIQUE INDEX "MaskingSet_arrayId_key_key" ON "MaskingSet"("arrayId", "key");

-- CreateIndex
CREATE INDEX "Initiator_name_idx" ON "Initiator"("name");

-- CreateIndex
CREATE UNIQUE INDEX "Initiator_maskingSetId_name_key" ON "Initiator"("maskingSetId", "name");

-- CreateIndex
CREATE INDEX "Presentation_maskingSetId_idx" ON "Presentation"("maskingSetId");

-- CreateIndex
CREATE UNIQUE INDEX "LibraryServer_agentId_system_key" ON "LibraryServer"("agentId", "system");

-- CreateIndex
CREATE UNIQUE INDEX "LibraryShare_libraryServerId_key_key" ON "LibraryShare"("libraryServerId", "key");

-- CreateIndex
CREATE UNIQUE INDEX "VirtualDisk_libraryServerId_key_key" ON "VirtualDisk"("libraryServerId", "key");

-- CreateIndex
CREATE INDEX "LibraryDisk_uniqueId_idx" ON "LibraryDisk"("uniqueId");

-- CreateIndex
CREATE UNIQUE INDEX "LibraryDisk_libraryServerId_uniqueId_key" ON "LibraryDisk"("libraryServerId", "uniqueId");

-- CreateIndex
CREATE UNIQUE INDEX "HostGroup_name_key" ON "HostGroup"("name");

-- CreateIndex
CREATE UNIQUE INDEX "Cluster_name_key" ON "Cluster"("name");

-- CreateIndex
CREATE UNIQUE INDEX "Host_agentId_system_key" ON "Host"("agentId", "system");

-- CreateIndex
CREATE INDEX "Vm_name_idx" ON "Vm"("name");

-- CreateIndex
CREATE UNIQUE INDEX "Vm_hostId_key_key" ON "Vm"("hostId", "key");

-- CreateIndex
CREATE INDEX "VmDisk_uniqueId_idx" ON "VmDisk"("uniqueId");

-- CreateIndex
CREATE UNIQUE INDEX "Template_name_key" ON "Template"("name");

-- CreateIndex
CREATE UNIQUE INDEX "PlanRow_planId_key_key" ON "PlanRow"("planId", "key");

-- CreateIndex
CREATE INDEX "Job_state_idx" ON "Job"("state");

-- CreateIndex
CREATE INDEX "Job_createdAt_idx" ON "Job"("createdAt");

-- CreateIndex
CREATE INDEX "JobRow_jobId_state_idx" ON "JobRow"("jobId", "state");

-- CreateIndex
CREATE UNIQUE INDEX "JobRow_jobId_key_key" ON "JobRow"("jobId", "key");

-- CreateIndex
CREATE INDEX "JobEvent_jobId_id_idx" ON "JobEvent"("jobId", "id");

-- CreateIndex
CREATE INDEX "Lock_jobId_idx" ON "Lock"("jobId");

-- CreateIndex
CREATE UNIQUE INDEX "User_email_key" ON "User"("email");

-- CreateIndex
CREATE UNIQUE INDEX "User_oidcSubject_key" ON "User"("oidcSubject");

-- CreateIndex
CREATE UNIQUE INDEX "Token_hash_key" ON "Token"("hash");

-- CreateIndex
CREATE INDEX "AuditEvent_at_idx" ON "AuditEvent"("at");

-- CreateIndex
CREATE INDEX "AuditEvent_actId_idx" ON "AuditEvent"("actId");

-- CreateIndex
CREATE INDEX "Finding_fingerprint_idx" ON "Finding"("fingerprint");

-- CreateIndex
CREATE INDEX "Finding_closedAt_idx" ON "Finding"("closedAt");

-- CreateIndex
CREATE UNIQUE INDEX "CapacityScenario_name_key" ON "CapacityScenario"("name");

-- AddForeignKey
ALTER TABLE "Array" ADD CONSTRAINT "Array_agentId_fkey" FOREIGN KEY ("agentId") REFERENCES "Agent"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Pool" ADD CONSTRAINT "Pool_arrayId_fkey" FOREIGN KEY ("arrayId") REFERENCES "Array"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "PoolSample" ADD CONSTRAINT "PoolSample_poolId_fkey" FOREIGN KEY ("poolId") REFERENCES "Pool"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Lun" ADD CONSTRAINT "Lun_arrayId_fkey" FOREIGN KEY ("arrayId") REFERENCES "Array"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Lun" ADD CONSTRAINT "Lun_poolId_fkey" FOREIGN KEY ("poolId") REFERENCES "Pool"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "MaskingSet" ADD CONSTRAINT "MaskingSet_arrayId_fkey" FOREIGN KEY ("arrayId") REFERENCES "Array"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Initiator" ADD CONSTRAINT "Initiator_maskingSetId_fkey" FOREIGN KEY ("maskingSetId") REFERENCES "MaskingSet"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Presentation" ADD CONSTRAINT "Presentation_lunId_fkey" FOREIGN KEY ("lunId") REFERENCES "Lun"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Presentation" ADD CONSTRAINT "Presentation_maskingSetId_fkey" FOREIGN KEY ("maskingSetId") REFERENCES "MaskingSet"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "LibraryServer" ADD CONSTRAINT "LibraryServer_agentId_fkey" FOREIGN KEY ("agentId") REFERENCES "Agent"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "LibraryShare" ADD CONSTRAINT "LibraryShare_libraryServerId_fkey" FOREIGN KEY ("libraryServerId") REFERENCES "LibraryServer"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "VirtualDisk" ADD CONSTRAINT "VirtualDisk_libraryServerId_fkey" FOREIGN KEY ("libraryServerId") REFERENCES "LibraryServer"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "VirtualDisk" ADD CONSTRAINT "VirtualDisk_shareId_fkey" FOREIGN KEY ("shareId") REFERENCES "LibraryShare"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "LibraryDisk" ADD CONSTRAINT "LibraryDisk_libraryServerId_fkey" FOREIGN KEY ("libraryServerId") REFERENCES "LibraryServer"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Host" ADD CONSTRAINT "Host_agentId_fkey" FOREIGN KEY ("agentId") REFERENCES "Agent"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Host" ADD CONSTRAINT "Host_hostGroupId_fkey" FOREIGN KEY ("hostGroupId") REFERENCES "HostGroup"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Host" ADD CONSTRAINT "Host_clusterId_fkey" FOREIGN KEY ("clusterId") REFERENCES "Cluster"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Vm" ADD CONSTRAINT "Vm_hostId_fkey" FOREIGN KEY ("hostId") REFERENCES "Host"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "VmDisk" ADD CONSTRAINT "VmDisk_vmId_fkey" FOREIGN KEY ("vmId") REFERENCES "Vm"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Template" ADD CONSTRAINT "Template_virtualDiskId_fkey" FOREIGN KEY ("virtualDiskId") REFERENCES "VirtualDisk"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "PlanRow" ADD CONSTRAINT "PlanRow_planId_fkey" FOREIGN KEY ("planId") REFERENCES "Plan"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Job" ADD CONSTRAINT "Job_planId_fkey" FOREIGN KEY ("planId") REFERENCES "Plan"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Job" ADD CONSTRAINT "Job_createdById_fkey" FOREIGN KEY ("createdById") REFERENCES "User"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Item" ADD CONSTRAINT "Item_jobId_fkey" FOREIGN KEY ("jobId") REFERENCES "Job"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "JobRow" ADD CONSTRAINT "JobRow_jobId_fkey" FOREIGN KEY ("jobId") REFERENCES "Job"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "JobEvent" ADD CONSTRAINT "JobEvent_jobId_fkey" FOREIGN KEY ("jobId") REFERENCES "Job"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Lock" ADD CONSTRAINT "Lock_jobId_fkey" FOREIGN KEY ("jobId") REFERENCES "Job"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Token" ADD CONSTRAINT "Token_userId_fkey" FOREIGN KEY ("userId") REFERENCES "User"("id") ON DELETE CASCADE ON UPDATE CASCADE;
