package io.penstock.gateways.binance;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.penstock.api.OrderCommandType;
import io.penstock.gateways.common.order.OrderAnswer;
import io.penstock.gateways.common.order.SessionDriver;
import java.util.List;
import java.util.Random;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;

/** Any bytes as a private frame or an answer: nothing throws, nothing is sent twice, and what is unreadable counts. */
class BinanceUserEventsFuzzTest {
    private static final List<String> SEEDS = List.of(
        "{'subscriptionId':0,'event':{'e':'executionReport','E':1,'s':'BTCUSDT','c':'gw-18','S':'BUY','o':'LIMIT',"
            + "'f':'GTC','q':'0.002','p':'64990.00','g':-1,'C':'','x':'TRADE','X':'PARTIALLY_FILLED','r':'NONE',"
            + "'i':880012,'l':'0.001','z':'0.001','L':'64990.00','n':'0.000001','N':'BTC','T':1790000003000,"
            + "'t':9000010,'w':true,'m':true}}",
        "{'e':'ORDER_TRADE_UPDATE','E':1,'T':1790000005000,'o':{'s':'BTCUSDT','c':'gw-21','S':'SELL','o':'LIMIT',"
            + "'f':'GTX','q':'0.010','p':'65010.0','x':'TRADE','X':'FILLED','i':7700123,'l':'0.004','z':'0.004',"
            + "'L':'65010.0','N':'USDT','n':'0.052008','T':1790000005000,'t':33001,'m':true}}",
        "{'e':'ACCOUNT_UPDATE','E':1,'T':1790000005000,'a':{'m':'ORDER','B':[{'a':'USDT','wb':'1.5','bc':'0'}],"
            + "'P':[{'s':'BTCUSDT','pa':'-1','ep':'2.5','ps':'BOTH'}]}}",
        "{'event':{'e':'outboundAccountPosition','u':1790000005000,'B':[{'a':'BTC','f':'1','l':'0.5'}]}}",
        "{'id':'2','status':200,'result':{'orderId':5,'status':'NEW','executedQty':'0','fills':[]}}")
        .stream().map(seed -> seed.replace('\'', '"')).toList();

    private static void feed(final byte[] frame) {
        for (final SessionDriver driver : List.of(BinanceOrderRig.spotUp(), BinanceOrderRig.usdmUp())) {
            final int before = driver.frames.size();
            driver.session.onText(0, new UnsafeBuffer(frame), 0, frame.length, driver.nowNs);
            driver.take();
            driver.command(BinanceOrderRig.command(OrderCommandType.QUERY, 3).done());
            driver.command(BinanceOrderRig.command(OrderCommandType.QUERY, 5).done());
            driver.answer(driver.lastAsk, new OrderAnswer(200, 0, frame));
            driver.take();
            driver.command(new SessionDriver.Command(OrderCommandType.RECONCILE, 0, -1).done());
            driver.answer(driver.lastAsk, new OrderAnswer(400, 0, frame));
            driver.take();
            assertEquals(before, driver.frames.size(), "nothing that comes in makes an order");
        }
    }

    @FuzzTest(maxDuration = "60s")
    void shouldTakeAnyBytes(final byte[] frame) {
        feed(frame);
    }

    @Test
    void shouldTakeDamagedFrames() {
        final long seed = 20261121;
        final Random random = new Random(seed);
        int malformed = 0;
        for (int i = 0; i < 500; i++) {
            final byte[] frame = SEEDS.get(random.nextInt(SEEDS.size())).getBytes(US_ASCII);
            for (int damage = random.nextInt(4); damage >= 0; damage--) {
                final byte[] digits = "0-9.\"{}[]:,eE".getBytes(US_ASCII);
                frame[random.nextInt(frame.length)] = digits[random.nextInt(digits.length)];
            }
            try {
                feed(frame);
            } catch (final RuntimeException thrown) {
                throw new AssertionError("seed " + seed + ", frame " + new String(frame, US_ASCII), thrown);
            }
            final SessionDriver driver = BinanceOrderRig.spotUp();
            driver.session.onText(0, new UnsafeBuffer(frame), 0, frame.length, driver.nowNs);
            malformed += (int) ((BinanceOrderSession) driver.session).malformed();
        }
        assertTrue(malformed > 100, malformed + " of them could not be read");
    }
}
