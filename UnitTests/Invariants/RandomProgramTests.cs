using nanoFramework.TestFramework;

namespace UnitTests;

[TestClass]
public class RandomProgramTests
{
    [TestMethod]
    public void Programs_made_by_dice_keep_every_promise() => new RandomTaskProgram().CheckAll();

    [TestMethod]
    public void Programs_made_by_dice_share_fairly_and_lose_nothing() => new RandomResourceProgram().CheckAll();
}
