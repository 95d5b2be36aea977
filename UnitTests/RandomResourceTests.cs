using nanoFramework.TestFramework;

namespace UnitTests;

[TestClass]
public class RandomResourceTests
{
    [TestMethod]
    public void Programs_made_by_dice_share_fairly_and_lose_nothing() =>
        RandomResourcePrograms.Check(1, RandomResourcePrograms.SeedCount);
}
