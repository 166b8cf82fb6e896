-- AlterTable
ALTER TABLE "CapacityLimit" DROP COLUMN "firmware",
ADD COLUMN     "arrayId" UUID,
ADD COLUMN     "beforeFirmware" TEXT,
ADD COLUMN     "fromFirmware" TEXT,
ALTER COLUMN "arrayModel" DROP NOT NULL,
ALTER COLUMN "statedOn" DROP NOT NULL;

-- CreateIndex
CREATE INDEX "CapacityLimit_arrayId_idx" ON "CapacityLimit"("arrayId");

-- AddForeignKey
ALTER TABLE "CapacityLimit" ADD CONSTRAINT "CapacityLimit_arrayId_fkey" FOREIGN KEY ("arrayId") REFERENCES "Array"("id") ON DELETE CASCADE ON UPDATE CASCADE;
